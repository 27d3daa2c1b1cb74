"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { printValue } from "@/nodes/core/json";
import { type RuleDraft, ruleProblem } from "./rule-draft";

export interface RuleRowProps {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
}

/** How one argument of later calls may be: as it is now, like a text, or anything. */
export function RuleRow({ draft, onChange }: RuleRowProps) {
  const { name, value, kind, like } = draft;
  return (
    <div className="grid grid-cols-1 gap-1.5 rounded-lg border p-2.5">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 break-all font-mono text-sm">{name}</span>
        <div className="w-40 shrink-0">
          <Select
            aria-label={`How ${name} may be`}
            value={kind}
            onValueChange={(next) => onChange({ ...draft, kind: next })}
            options={typeof value === "string" ? textKinds : kinds}
          />
        </div>
      </div>
      {kind === "is" && (
        <p className="max-h-24 overflow-y-auto whitespace-pre-wrap break-words font-mono text-dim text-sm">
          {value === "" ? "Empty text" : printValue(value)}
        </p>
      )}
      {kind === "like" && (
        <Field label="Text, with * for what may differ" error={ruleProblem(draft)}>
          {(control) => (
            <Input
              {...control}
              isMono
              value={like}
              onChange={({ target }) => onChange({ ...draft, like: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

const kinds: SelectOption<RuleDraft["kind"]>[] = [
  { value: "is", label: "Exactly this" },
  { value: "any", label: "Anything" },
];

const textKinds: typeof kinds = [
  { value: "is", label: "Exactly this" },
  { value: "like", label: "Text like this" },
  { value: "any", label: "Anything" },
];
