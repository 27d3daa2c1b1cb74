"use client";

import type { ReactNode } from "react";
import { ValueView } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { AnswerDraft, AnswerEditor } from "./answer-editor";
import type { FormDraft } from "./form-draft";
import { FormFieldControl } from "./form-field-control";
import { JsonEditor } from "./json-editor";
import type { Question } from "./question";

export interface AnswerFieldsProps {
  question: Question;
  editor: AnswerEditor;
  draft: AnswerDraft;
  /** By field of the form; of a whole value under `""`. */
  problems: Readonly<Record<string, string>>;
  onChange: (draft: AnswerDraft) => void;
  /** Only where something was changed. */
  onReset: (() => void) | undefined;
}

/** What goes on with the answer, to be read and changed: the value itself, or the lines of the form. */
export function AnswerFields({ question, editor, draft, problems, onChange, onReset }: AnswerFieldsProps) {
  const reset = onReset && (
    <Button size="sm" variant="ghost" className="-my-0.5 h-5 px-1.5" onClick={onReset}>
      Undo the changes
    </Button>
  );
  if (editor.kind === "none") return null;
  return (
    <>
      {question.form !== undefined && question.value !== undefined && <GivenValue value={question.value} />}
      {editor.kind === "value" ? (
        <WholeValue {...{ question, editor, problem: problems[""], onChange, end: reset }} text={draft as string} />
      ) : (
        <div className="grid grid-cols-1 gap-3.5">
          {editor.fields.map((field) => (
            <FormFieldControl
              key={field.name}
              field={field}
              value={(draft as FormDraft)[field.name]}
              problem={problems[field.name]}
              onChange={(value) => onChange({ ...(draft as FormDraft), [field.name]: value })}
            />
          ))}
          {problems[""] !== undefined && <ErrorNote title={problems[""]} />}
          {reset && <div className="flex">{reset}</div>}
        </div>
      )}
    </>
  );
}

/** Beside a form, which takes its place in what goes on. */
function GivenValue({ value }: { value: unknown }) {
  return (
    <div className="grid grid-cols-1 gap-1">
      <span className="text-dim text-sm">Value</span>
      <ValueView value={value} label="Value" maxHeight={240} />
    </div>
  );
}

interface WholeValueProps {
  question: Question;
  editor: Extract<AnswerEditor, { kind: "value" }>;
  text: string;
  problem: string | undefined;
  end: ReactNode;
  onChange: (text: string) => void;
}

function WholeValue({ question, editor, text, problem, end, onChange }: WholeValueProps) {
  const label = question.isToolCall ? "Arguments" : question.form === undefined ? "Value" : "Answer";
  return (
    <Field className="grid-cols-1" label={label} end={end} error={problem}>
      {(control) =>
        editor.as === "text" ? (
          <Textarea {...control} rows={2} value={text} onChange={({ target }) => onChange(target.value)} />
        ) : (
          <JsonEditor control={control} label={label} lines={1} text={text} onChange={onChange} />
        )
      }
    </Field>
  );
}
