"use client";

import { useState } from "react";
import type { ClientError } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import {
  draftOf,
  isUnbounded,
  type RetentionDraft,
  type RetentionRule,
  retentionProblems,
  ruleOf,
} from "./retention-draft";

export interface RetentionFormProps {
  rule: Readonly<Record<string, unknown>>;
  /** What storing would delete now, as a sentence; `undefined` while it is not known. */
  preview: string | undefined;
  isPreviewPending: boolean;
  isSaving: boolean;
  error: ClientError | undefined;
  /** Called with each change that could be stored, to ask what it would delete. */
  onDraft: (rule: RetentionRule) => void;
  onSave: (rule: RetentionRule) => void;
}

/** How much is kept and how long. What would be deleted is said before anything is stored. */
export function RetentionForm(props: RetentionFormProps) {
  const { rule, preview, isPreviewPending, isSaving, error, onDraft, onSave } = props;
  const [draft, setDraft] = useState(() => draftOf(rule));
  const problems = retentionProblems(draft);
  const isWrong = Object.keys(problems).length > 0;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(rule));
  function change(next: Partial<RetentionDraft>) {
    const changed = { ...draft, ...next };
    setDraft(changed);
    if (Object.keys(retentionProblems(changed)).length === 0) onDraft(ruleOf(changed));
  }
  return (
    <form
      className="grid max-w-170 grid-cols-1 gap-4 rounded-lg border bg-panel p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && isChanged) onSave(ruleOf(draft));
      }}
    >
      <div className="grid grid-cols-2 gap-4">
        <Field label="Texts of a collection at most" error={problems.maxEntries}>
          {(control) => (
            <NumberInput
              {...control}
              placeholder="no limit"
              value={draft.maxEntries}
              onValueChange={(maxEntries) => change({ maxEntries })}
            />
          )}
        </Field>
        <Field label="Not older than" error={problems.maxAgeDays}>
          {(control) => (
            <NumberInput
              {...control}
              unit="days"
              placeholder="no limit"
              value={draft.maxAgeDays}
              onValueChange={(maxAgeDays) => change({ maxAgeDays })}
            />
          )}
        </Field>
      </div>
      {error && <ErrorNote title={error.message} hint={error.hint} code={error.code} />}
      <div className="flex items-center justify-between gap-4">
        <p role="status" className="min-w-0 text-pretty text-dim">
          {previewWords({ isWrong, isChanged, isPreviewPending, preview, draft })}
        </p>
        <Button variant="primary" type="submit" isLoading={isSaving} disabled={isWrong || !isChanged}>
          Save
        </Button>
      </div>
    </form>
  );
}

interface PreviewState extends Pick<RetentionFormProps, "isPreviewPending" | "preview"> {
  isWrong: boolean;
  isChanged: boolean;
  draft: RetentionDraft;
}

function previewWords({ isWrong, isChanged, isPreviewPending, preview, draft }: PreviewState): string {
  if (isWrong) return "";
  if (!isChanged) return isUnbounded(draft) ? "Everything is kept." : "What is pinned is always kept.";
  if (isPreviewPending) return "Counting what would go…";
  return preview ?? "";
}
