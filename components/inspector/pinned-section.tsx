"use client";

import { Pencil, Pin, PinOff } from "lucide-react";
import { useState } from "react";
import { readEdited } from "@/components/inbox/edited-value";
import { JsonEditor } from "@/components/inbox/json-editor";
import { hasOutputToPin, type Pin as PinActions, usePin } from "@/components/run/use-pin";
import { ValueView } from "@/components/run/value-view";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { NodeRun } from "@/nodes/core/node-run";
import type { WorkflowNode } from "@/nodes/core/workflow";

/** The output that stands in for the node's runs: to look at, to edit, and to take off. */
export function PinnedSection({ node }: { node: WorkflowNode }) {
  const pin = usePin(node.id);
  const [isEditing, setIsEditing] = useState(false);
  if (node.pinned === undefined) return null;
  return (
    <section
      aria-label="Pinned output"
      className="grid min-w-0 grid-cols-1 gap-2 rounded-lg border border-accent/35 bg-accent/6 px-3 py-2.5"
    >
      <div className="flex items-center gap-2">
        <Badge tone="accent">
          <Pin aria-hidden />
          pinned
        </Badge>
        <span className="min-w-0 flex-1 text-dim text-sm">Stands in for the node, but not in what is published.</span>
      </div>
      {isEditing && pin !== undefined ? (
        <PinEditor values={node.pinned} pin={pin} onClose={() => setIsEditing(false)} />
      ) : (
        <PinnedValues values={node.pinned} />
      )}
      {pin !== undefined && !isEditing && (
        <div className="flex gap-2">
          <Button size="sm" icon={<Pencil />} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
          <Button size="sm" icon={<PinOff />} onClick={pin.unpin}>
            Unpin
          </Button>
        </div>
      )}
    </section>
  );
}

function PinnedValues({ values }: { values: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(values);
  if (entries.length === 0)
    return <p className="text-faint text-sm">No port gives a value: what hangs on them is skipped.</p>;
  return entries.map(([port, value]) => (
    <div key={port} className="grid min-w-0 gap-1">
      <span className="font-mono text-faint text-xs">{port}</span>
      <ValueView value={value} label={`Pinned ${port}`} maxHeight={200} />
    </div>
  ));
}

interface PinEditorProps {
  values: Readonly<Record<string, unknown>>;
  pin: PinActions;
  onClose: () => void;
}

/** The values by port as JSON; what does not fit the node's ports is refused in words and stays in the field. */
function PinEditor({ values, pin, onClose }: PinEditorProps) {
  const [text, setText] = useState(() => JSON.stringify(values, null, 2));
  const [problem, setProblem] = useState<string>();

  function save() {
    const read = readEdited("json", text);
    const found = read.ok ? pin.pinValues(read.value) : read.problem.replace("cannot be sent", "cannot be pinned");
    setProblem(found);
    if (found === undefined) onClose();
  }

  return (
    <>
      <Field label="Values by output port" error={problem}>
        {(control) => (
          <JsonEditor control={control} label="Values by output port" text={text} lines={4} onChange={setText} />
        )}
      </Field>
      <div className="flex gap-2">
        <Button size="sm" variant="primary" onClick={save}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </>
  );
}

/** Pins what the node gave in the run that is shown. */
export function PinButton({ run }: { run: NodeRun }) {
  const pin = usePin(run.nodeId);
  if (pin === undefined || pin.isPinned || !hasOutputToPin(run)) return null;
  return (
    <Button size="sm" icon={<Pin />} onClick={() => pin.pinOutput(run)}>
      Pin this output
    </Button>
  );
}
