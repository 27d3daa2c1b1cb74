import type { ClientError } from "@/components/api/app-error-of";

/** Fields of the form under which an error can stand, by the names of an entry. */
const shown = [
  "id",
  "name",
  "base_url",
  "path",
  "model",
  "capabilities",
  "api_key",
  "headers",
  "maxConcurrent",
  "timeouts",
  "context",
];

export interface FormErrors {
  /** A sentence for each field that is wrong. */
  readonly fields: Readonly<Record<string, string>>;
  /** What belongs to no field that is shown. */
  readonly other: ClientError | undefined;
}

export const noErrors: FormErrors = { fields: {}, other: undefined };

/** Puts what the server found wrong beside the fields that it concerns. */
export function formErrors(error: ClientError): FormErrors {
  const found = error.issues?.length ? error.issues : [{ path: error.field ?? "", message: error.message }];
  const fields: Record<string, string> = {};
  let hasOther = false;
  for (const { path, message } of found) {
    const field = path.split(/[.[]/)[0] ?? "";
    if (shown.includes(field)) fields[field] ??= asSentence(message);
    else hasOther = true;
  }
  return { fields, other: hasOther ? error : undefined };
}

/** The words of the schema itself, for a value that no sentence of ours is about. */
const schemaWords = /^(Invalid|Too (small|big)|Unrecognized)\b/;

/** Findings about a field are said without their subject: "has no scheme: write http://…". */
function asSentence(message: string): string {
  if (schemaWords.test(message)) return "This value does not fit here. Change it, or leave the field empty.";
  const text = /^(has|is|must|needs)\b/.test(message) ? `It ${message}` : message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
