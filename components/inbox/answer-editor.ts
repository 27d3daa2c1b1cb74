import { isJsonObject } from "@/nodes/core/json";
import { describeProblems, validateJson } from "@/nodes/core/json-schema";
import { type EditedAs, editedAs, printEdited, readEdited } from "./edited-value";
import { type FormDraft, readForm, startForm } from "./form-draft";
import { type FormField, formFieldsOf } from "./form-field";
import type { Question } from "./question";

/** How an answer's value is made: not at all, as a whole, or line by line. */
export type AnswerEditor =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly as: EditedAs; readonly start: string }
  | { readonly kind: "form"; readonly fields: readonly FormField[]; readonly start: FormDraft };

export function editorOf({ value, form, reason }: Question): AnswerEditor {
  if (reason !== "approval") return { kind: "none" };
  if (form !== undefined) {
    const fields = formFieldsOf(form);
    if (fields !== undefined) return { kind: "form", fields, start: startForm(fields, value) };
    return { kind: "value", as: "json", start: printEdited(validateJson(form, value).length === 0 ? value : {}) };
  }
  return value === undefined ? { kind: "none" } : { kind: "value", as: editedAs(value), start: printEdited(value) };
}

/** What stands in the editor: its text, or the lines of the form. */
export type AnswerDraft = string | FormDraft;

export function startOf(editor: AnswerEditor): AnswerDraft {
  return editor.kind === "none" ? "" : editor.start;
}

export function isEdited(editor: AnswerEditor, draft: AnswerDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(startOf(editor));
}

export type ReadAnswer =
  /** Without `value` nothing was changed: what was asked about goes on as it is. */
  | { readonly ok: true; readonly value?: unknown }
  /** By field of the form; of a whole value under `""`. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** What an answer would carry. */
export function readAnswer(question: Question, editor: AnswerEditor, draft: AnswerDraft): ReadAnswer {
  if (editor.kind === "none") return { ok: true };
  if (editor.kind === "form") return readForm(editor.fields, question.form, draft as FormDraft);
  if (question.form === undefined && !isEdited(editor, draft)) return { ok: true };
  const read = readEdited(editor.as, draft as string);
  if (!read.ok) return { ok: false, problems: { "": read.problem } };
  const problem =
    question.form === undefined ? argumentsProblem(question, read.value) : formProblem(question.form, read.value);
  return problem === undefined ? read : { ok: false, problems: { "": problem } };
}

function argumentsProblem({ isToolCall }: Question, value: unknown): string | undefined {
  return isToolCall && !isJsonObject(value) ? "The arguments of a call are an object: { … }." : undefined;
}

function formProblem(form: unknown, value: unknown): string | undefined {
  const problems = validateJson(form, value);
  return problems.length === 0 ? undefined : describeProblems(problems, "It");
}
