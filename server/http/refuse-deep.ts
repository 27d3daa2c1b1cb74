import { AppError } from "@/nodes/core/app-error";
import { errorIssue } from "@/nodes/core/issue";

/** More levels than any program means; far more would overflow the stack of whoever prints or copies the value. */
const deepest = 500;

/** Throws `REQUEST_INVALID` with an issue for the text of JSON that nests too deep. It is not parsed for that. */
export function refuseDeep(json: Uint8Array): void {
  let depth = 0;
  for (let i = 0; i < json.length; i += 1) {
    const byte = json[i];
    if (byte === quote) i = endOfText(json, i);
    else if (byte === openList || byte === openObject) depth += 1;
    else if (byte === closeList || byte === closeObject) depth -= 1;
    if (depth > deepest) throw tooDeep();
  }
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [...'"\\[]{}'].map((one) => one.charCodeAt(0));

/** No byte of a character beyond ASCII looks like one of these. */
function endOfText(json: Uint8Array, start: number): number {
  let i = start + 1;
  while (i < json.length && json[i] !== quote) i += json[i] === backslash ? 2 : 1;
  return i;
}

function tooDeep(): AppError {
  const message = `The body nests more than ${deepest} levels deep. Make it flatter.`;
  return new AppError("REQUEST_INVALID", message, { details: { issues: [errorIssue("", "LIMIT_EXCEEDED", message)] } });
}
