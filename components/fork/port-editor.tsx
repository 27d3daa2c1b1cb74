"use client";

import { JsonEditor } from "@/components/inbox/json-editor";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { PortDraft } from "./fork-draft";

export interface PortEditorProps {
  name: string;
  draft: PortDraft;
  problem: string | undefined;
  /** Of several ports each may be left without a value. */
  canRest: boolean;
  onChange: (draft: PortDraft) => void;
}

/** What a port gives in the new run. */
export function PortEditor({ name, draft, problem, canRest, onChange }: PortEditorProps) {
  const { as, text, fires } = draft;
  const change = (next: string) => onChange({ ...draft, text: next });
  return (
    <Field
      className="grid-cols-1"
      label={<span className="font-mono">{name}</span>}
      error={problem}
      end={
        canRest && (
          <Checkbox isChecked={fires} onChange={(next) => onChange({ ...draft, fires: next })} label="Gives a value" />
        )
      }
    >
      {(control) =>
        !fires ? (
          <p id={control.id} className="text-faint text-sm">
            Nothing leaves this port, and what is connected to it alone is skipped.
          </p>
        ) : as === "text" ? (
          <Textarea {...control} rows={3} value={text} onChange={({ target }) => change(target.value)} />
        ) : (
          <JsonEditor control={control} label={name} lines={3} text={text} onChange={change} />
        )
      }
    </Field>
  );
}
