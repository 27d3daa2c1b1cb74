import { jsonTextProblem, problemSentence } from "@/components/fields/json-problem";

/** How a value is edited: text as it is, all else as JSON. */
export type EditedAs = "text" | "json";

export function editedAs(value: unknown): EditedAs {
  return typeof value === "string" ? "text" : "json";
}

/** What the editor starts with. */
export function printEdited(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

export type ReadValue =
  | { readonly ok: true; readonly value: unknown }
  /** Says what to do. */
  | { readonly ok: false; readonly problem: string };

/** The value of what stands in the editor. */
export function readEdited(as: EditedAs, text: string): ReadValue {
  if (as === "text") return { ok: true, value: text };
  if (text.trim() === "") return { ok: false, problem: "Write a value; null is one, too." };
  const problem = jsonTextProblem(text);
  if (problem === undefined) return { ok: true, value: JSON.parse(text) };
  return { ok: false, problem: `This is no JSON, so it cannot be sent. ${problemSentence(problem)}` };
}
