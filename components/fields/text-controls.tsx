"use client";

import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { printValue } from "@/nodes/core/json";
import type { ControlProps } from "./field-props";
import { useDraft } from "./use-draft";

/** What a text control shows: text as it is, nothing for nothing, all else as JSON rather than lost. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? "" : printValue(value);
}

/** One line. */
export function TextControl({ field, value, onChange, control, isReadOnly }: ControlProps<"text">) {
  // A name that is typed anew is empty for a moment; a port of that name would lose its connections meanwhile.
  const draft = useDraft(textOf(value), onChange, { isPassing: isBlank });
  return (
    <Input
      {...control}
      type={field.input === "url" ? "url" : "text"}
      placeholder={field.placeholder}
      readOnly={isReadOnly}
      value={draft.value}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.commit}
    />
  );
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** Prose. */
export function TextareaControl({ field, value, onChange, control, isReadOnly }: ControlProps<"textarea">) {
  const draft = useDraft(textOf(value), onChange);
  return (
    <Textarea
      {...control}
      rows={field.input === "markdown" ? 6 : 2}
      placeholder={field.placeholder}
      readOnly={isReadOnly}
      value={draft.value}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.commit}
    />
  );
}
