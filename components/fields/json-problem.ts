/** Why a text is no JSON, in words of ours: engines word it differently, and for programmers. */
export interface JsonTextProblem {
  /** Follows a colon: "a comma is missing before this". */
  readonly words: string;
  /** Both count from 1; absent where the text is nested too deeply to be followed. */
  readonly line?: number;
  readonly column?: number;
}

/** Undefined for what `JSON.parse` takes. */
export function jsonTextProblem(text: string): JsonTextProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return problemIn(text);
  }
}

/** "Line 1, column 8: a value is missing here." */
export function problemSentence({ words, line, column }: JsonTextProblem): string {
  return line === undefined ? `${upper(words)}.` : `Line ${line}, column ${column}: ${words}.`;
}

const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

class Wrong extends Error {
  readonly at: number;
  constructor(at: number, words: string) {
    super(words);
    this.at = at;
  }
}

function problemIn(text: string): JsonTextProblem {
  try {
    const end = afterSpace(text, readValue(text, afterSpace(text, 0)));
    if (end < text.length) throw new Wrong(end, "something stands behind the end of the value");
  } catch (error) {
    if (error instanceof Wrong) return { words: error.message, ...placeOf(text, error.at) };
    if (!(error instanceof RangeError)) throw error;
  }
  return { words: "it is not written as JSON is" };
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at += 1;
  return at;
}

/** Each of these gives the place behind what it read. */
function readValue(text: string, at: number): number {
  const first = text.charAt(at);
  if (first === "{") return readMembers(text, at, "}", readMember);
  if (first === "[") return readMembers(text, at, "]", readValue);
  if (first === '"') return readText(text, at);
  const word = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)(?![\w.])/.exec(text.slice(at, at + 400));
  if (word !== null) return at + word[0].length;
  throw new Wrong(at, noValue(text, at));
}

function noValue(text: string, at: number): string {
  const first = text.charAt(at);
  if (first === "") return "it ends here, and a value is missing";
  if (first === "'" || first === "“" || first === "”") return 'a text stands in straight double quotes, "like this"';
  if (",]}:".includes(first)) return `a value is missing before this ${first}`;
  const word = /^[\w.+-]+/.exec(text.slice(at, at + 400))?.[0] ?? "";
  const lower = word.toLowerCase();
  if (["true", "false", "null"].includes(lower)) return `write ${lower} with small letters`;
  if (/^[-+.\d]/.test(word)) return `${word} is not written as a number is`;
  return 'a text stands in double quotes, "like this"';
}

function readMembers(text: string, from: number, close: string, read: (text: string, at: number) => number): number {
  let at = afterSpace(text, from + 1);
  if (text.charAt(at) === close) return at + 1;
  for (;;) {
    at = afterSpace(text, read(text, at));
    const next = text.charAt(at);
    if (next === close) return at + 1;
    if (next === "") throw new Wrong(at, `it ends here, and a ${close} is missing`);
    if (next !== ",") throw new Wrong(at, `a comma or a ${close} is missing before this`);
    const behind = afterSpace(text, at + 1);
    if (text.charAt(behind) === close) throw new Wrong(at, `no comma stands before a ${close}`);
    at = behind;
  }
}

function readMember(text: string, at: number): number {
  const first = text.charAt(at);
  if (first === "") throw new Wrong(at, "it ends here, and a } is missing");
  if (first !== '"') throw new Wrong(at, 'a name stands in double quotes, "like this"');
  const colon = afterSpace(text, readText(text, at));
  if (text.charAt(colon) !== ":") throw new Wrong(colon, "a colon is missing before this");
  return readValue(text, afterSpace(text, colon + 1));
}

function readText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') return at + 1;
    if (letter < " ")
      throw new Wrong(
        at,
        letter === "\n"
          ? "a text ends on its line; write \\n for a new one"
          : "a text holds no control character; write \\t for a tab",
      );
    if (letter !== "\\") continue;
    const escaped = /^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
    if (escaped === null) throw new Wrong(at, "a backslash in a text is written twice");
    at += escaped[0].length - 1;
  }
  throw new Wrong(from, "the text that begins here has no closing quote");
}
