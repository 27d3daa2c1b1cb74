import type { ClientError } from "@/components/api/app-error-of";
import type { AnswerEditor } from "./answer-editor";

/** Whether an answer was refused for its value: that is said at the value, not beside it. */
export function isOfValue({ code, field = "" }: ClientError): boolean {
  return code === "NODE_INPUT_INVALID" && /^value([.[]|$)/.test(field);
}

/** What the server had against a value, by field of the form; of a whole value under `""`. */
export function refusedProblems(
  { message, hint, issues = [] }: ClientError,
  editor: AnswerEditor,
): Readonly<Record<string, string>> {
  const whole = [message, hint].filter((part) => part !== undefined).join(" ");
  if (editor.kind !== "form") return { "": whole };
  const problems: Record<string, string> = {};
  for (const { path, message: words } of issues) {
    const name = editor.fields.find((field) => path === `value.${field.name}`)?.name ?? "";
    problems[name] ??= words;
  }
  return Object.keys(problems).length === 0 ? { "": whole } : problems;
}
