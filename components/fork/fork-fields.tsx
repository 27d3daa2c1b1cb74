"use client";

import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { ForkDraft } from "./fork-draft";
import type { ForkPoint } from "./fork-points";
import { PortEditor } from "./port-editor";

export interface ForkFieldsProps {
  point: ForkPoint;
  draft: ForkDraft;
  hasWorkflow: boolean;
  /** By port; `""` of all of them, `output` and `until` what the server said. */
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<ForkDraft>) => void;
}

const toTheEnd = "to-the-end";

/** The lines of the form. */
export function ForkFields({ point, draft, hasWorkflow, problems, onChange }: ForkFieldsProps) {
  const { title, ports, downstream } = point;
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
            <PortEditor
              key={name}
              name={name}
              draft={port}
              problem={problems[name]}
              canRest={ports.length > 1}
              onChange={(next) => onChange({ ports: { ...draft.ports, [name]: next } })}
            />
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
