"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Field } from "@/nodes/core/field";
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
  const [isEditing, setIsEditing] = useState(false);
  return (
    <Input
      {...control}
      type={typeOf(field, draft.value, isEditing)}
      placeholder={field.placeholder}
      readOnly={isReadOnly}
      value={draft.value}
      onChange={(event) => draft.change(event.target.value)}
      onFocus={() => setIsEditing(true)}
      onBlur={() => {
        setIsEditing(false);
        draft.commit();
      }}
    />
  );
}

/** A secret is seen by whoever edits it, and not over a shoulder; a reference to one is none itself. */
function typeOf(field: Field, text: string, isEditing: boolean): string {
  if (field.input === "text" && field.isSecret === true) return isEditing || text.includes("{{") ? "text" : "password";
  return field.input === "url" ? "url" : "text";
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
