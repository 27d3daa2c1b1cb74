import type { Completion } from "@codemirror/autocomplete";
import type { FieldScope } from "./form-context";

/** What templates and expressions of a node can read, the nearest first. */
export function scopeCompletions({ names, inputFields }: FieldScope): Completion[] {
  return [
    ...names.map((label): Completion => ({ label, type: "variable", detail: "port", boost: 3 })),
    ...inputFields.map(
      (name): Completion => ({ label: `input.${name}`, type: "variable", detail: "the run's input", boost: 2 }),
    ),
    { label: "run.id", type: "variable", detail: "this run" },
    { label: "run.startedAt", type: "variable", detail: "when it began" },
  ];
}
