"use client";

import { useState } from "react";
import { CodeEditor } from "./code-editor";
import { jsonProblem } from "./code-language";
import type { ControlProps } from "./field-props";
import type { FieldScope } from "./form-context";
import { jsonTextProblem, problemSentence } from "./json-problem";
import { useDraft } from "./use-draft";

const noScope: FieldScope = { names: [], inputFields: [], lastValues: undefined };

/** JSON as text. What does not parse stays in the field and is not stored; an empty field takes the key away. */
export function JsonControl({ field, value, onChange, control, isReadOnly }: ControlProps<"json">) {
  const stored = value === undefined ? "" : JSON.stringify(value, null, 2);
  const [broken, setBroken] = useState<string | null>(null);
  const draft = useDraft(broken ?? stored, (text) => {
    const isBroken = jsonProblem(text) !== undefined;
    setBroken(isBroken ? text : null);
    if (!isBroken) onChange(text.trim() === "" ? undefined : JSON.parse(text));
  });
  return (
    <div className="grid gap-1">
      <CodeEditor
        {...control}
        label={field.label}
        language="json"
        value={draft.value}
        onChange={draft.change}
        onBlur={draft.commit}
        scope={noScope}
        findProblem={jsonProblem}
        lines={field.schema ? 5 : 2}
        placeholder={field.placeholder ?? (field.schema ? '{ "type": "object", "properties": {} }' : undefined)}
        isReadOnly={isReadOnly}
      />
      {broken !== null && (
        <p role="alert" className="text-bad text-sm">
          This is no JSON yet, so it is not stored. {problemOf(broken)}
        </p>
      )}
    </div>
  );
}

function problemOf(text: string): string {
  const problem = jsonTextProblem(text);
  return problem === undefined ? "" : problemSentence(problem);
}
