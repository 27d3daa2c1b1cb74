"use client";

import { CodeEditor } from "./code-editor";
import { expressionProblem } from "./code-language";
import type { ControlProps } from "./field-props";
import { useForm } from "./form-context";
import { textOf } from "./text-controls";
import { useDraft } from "./use-draft";

/** JSONata. */
export function ExpressionControl({ field, value, onChange, control, isReadOnly }: ControlProps<"expression">) {
  const { scope } = useForm();
  const draft = useDraft(textOf(value), onChange);
  return (
    <CodeEditor
      {...control}
      label={field.label}
      language="expression"
      value={draft.value}
      onChange={draft.change}
      onBlur={draft.commit}
      scope={scope}
      findProblem={expressionProblem}
      lines={field.lines ?? 2}
      placeholder={field.placeholder}
      isReadOnly={isReadOnly}
    />
  );
}
