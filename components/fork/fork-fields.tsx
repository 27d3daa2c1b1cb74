"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { ForkDraft } from "./fork-draft";
import type { ForkPoint } from "./fork-points";
import { type OldText, oldTexts, takenAlong } from "./old-text";
import { PortEditor } from "./port-editor";

export interface ForkFieldsProps {
  point: ForkPoint;
  draft: ForkDraft;
  /** What the node gave itself. */
  output: Readonly<Record<string, unknown>> | undefined;
  hasWorkflow: boolean;
  /** By port; `""` of all of them, `output` and `until` what the server said. */
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<ForkDraft>) => void;
}

const toTheEnd = "to-the-end";

/** The lines of the form. */
export function ForkFields({ point, draft, output, hasWorkflow, problems, onChange }: ForkFieldsProps) {
  const { title, ports, downstream } = point;
  const olds = useMemo(() => oldTexts(draft.ports, output), [draft.ports, output]);
  const about = problems[""] ?? problems.output;
  return (
    <>
      <div className="grid gap-1">
        <span className="text-dim text-sm">What {title} gives</span>
        <SegmentedControl
          aria-label={`What ${title} gives`}
          className="justify-self-start"
          value={draft.way}
          onValueChange={(way) => onChange({ way })}
          options={[
            ...(ports.length === 0 ? [] : [{ value: "output" as const, label: "The output below" }]),
            { value: "again", label: "Run it again" },
          ]}
        />
        {draft.way === "again" && <p className="text-faint text-sm">It runs again, with what it got in this run.</p>}
      </div>
      {draft.way === "output" && (
        <div className="grid grid-cols-1 gap-3">
          {Object.entries(draft.ports).map(([name, port]) => (
            <div key={name} className="grid grid-cols-1 gap-2">
              <PortEditor
                name={name}
                draft={port}
                problem={problems[name]}
                canRest={ports.length > 1}
                onChange={(next) => onChange({ ports: { ...draft.ports, [name]: next } })}
              />
              {olds
                .filter(({ edited }) => edited === name)
                .map((old) => (
                  <OldNote
                    key={name}
                    old={old}
                    onTake={() => onChange({ ports: takenAlong(draft.ports, output ?? {}, old) })}
                  />
                ))}
            </div>
          ))}
          {about !== undefined && <ErrorNote title={about} />}
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="grid content-start gap-1">
          <span className="text-dim text-sm">Workflow</span>
          <SegmentedControl
            aria-label="Workflow"
            className="justify-self-start"
            value={draft.isCurrent && hasWorkflow ? "now" : "then"}
            onValueChange={(when) => onChange({ isCurrent: when === "now" })}
            options={[
              { value: "then", label: "As it was in that run" },
              ...(hasWorkflow ? [{ value: "now" as const, label: "As it is now" }] : []),
            ]}
          />
          {!hasWorkflow && <p className="text-faint text-sm">The workflow was deleted since.</p>}
        </div>
        <Field className="grid-cols-1" label="Go no further than" error={problems.until}>
          {(control) => (
            <Select
              {...control}
              value={draft.until === "" ? toTheEnd : draft.until}
              onValueChange={(until) => onChange({ until: until === toTheEnd ? "" : until })}
              options={[
                { value: toTheEnd, label: "The end" },
                ...downstream.map((node) => ({ value: node.nodeId, label: node.title })),
              ]}
            />
          )}
        </Field>
      </div>
    </>
  );
}

/** That another port would still give the text that was edited away. */
function OldNote({ old: { edited, ports }, onTake }: { old: OldText; onTake: () => void }) {
  const names = ports.join(" and ");
  return (
    <ErrorNote
      severity="warning"
      title={
        ports.length === 1
          ? `The output ${names} still has the old ${edited}.`
          : `The outputs ${names} still have the old ${edited}.`
      }
      hint="What is connected there would get the old one."
      action={
        <Button size="sm" onClick={onTake}>
          Put the new one there
        </Button>
      }
    />
  );
}
