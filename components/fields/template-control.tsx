"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeEditor } from "./code-editor";
import { templateProblem } from "./code-language";
import type { ControlProps } from "./field-props";
import { useForm } from "./form-context";
import { TemplatePreview } from "./template-preview";
import { textOf } from "./text-controls";
import { useDraft } from "./use-draft";

export type TemplateControlProps = ControlProps<"template"> & {
  /** Puts something at the right end of the label. */
  setEnd: (end: ReactNode) => void;
};

/** LiquidJS; its variables are the node's ports. "Preview" renders it with the values of the last run. */
export function TemplateControl({ field, value, onChange, control, isReadOnly, setEnd }: TemplateControlProps) {
  const { scope } = useForm();
  // Half a template has no ports: the node would lose its connections for as long as a name is being typed.
  const draft = useDraft(textOf(value), onChange, { isPassing: (text) => templateProblem(text) !== undefined });
  const [isPreview, setIsPreview] = useState(false);
  const hasValues = scope.lastValues !== undefined;

  useEffect(() => {
    setEnd(
      hasValues ? (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={isPreview}
          onClick={() => setIsPreview(!isPreview)}
          className="-my-1 -mr-2"
        >
          {isPreview ? "Edit" : "Preview"}
        </Button>
      ) : undefined,
    );
  }, [setEnd, hasValues, isPreview]);

  if (isPreview && scope.lastValues !== undefined) {
    return <TemplatePreview text={draft.value} values={scope.lastValues} />;
  }
  return (
    <CodeEditor
      {...control}
      label={field.label}
      language="template"
      value={draft.value}
      onChange={draft.change}
      onBlur={draft.commit}
      scope={scope}
      findProblem={templateProblem}
      lines={field.lines ?? 3}
      placeholder={field.placeholder}
      isReadOnly={isReadOnly}
    />
  );
}
