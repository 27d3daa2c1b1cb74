"use client";

import { CodeEditor } from "@/components/fields/code-editor";
import { jsonProblem } from "@/components/fields/code-language";
import type { FieldScope } from "@/components/fields/form-context";
import type { FieldControlProps } from "@/components/ui/field";

const noScope: FieldScope = { names: [], inputFields: [], lastValues: undefined };

export interface JsonEditorProps {
  control: FieldControlProps;
  /** What a screen reader calls it. */
  label: string;
  text: string;
  /** The least height. */
  lines: number;
  onChange: (text: string) => void;
}

/** JSON as text that is being written: each key reaches the answer, broken or not. */
export function JsonEditor({ control, label, text, lines, onChange }: JsonEditorProps) {
  return (
    <CodeEditor
      {...control}
      label={label}
      language="json"
      value={text}
      onChange={onChange}
      onBlur={() => {}}
      scope={noScope}
      findProblem={jsonProblem}
      lines={lines}
      isReadOnly={false}
    />
  );
}
