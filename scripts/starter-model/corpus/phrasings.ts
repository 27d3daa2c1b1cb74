import type { Source } from "./example";

/** Ways to say one thing: some for training, others for the evaluation alone. */
export interface Phrasings<T = string> {
  readonly train: readonly T[];
  readonly heldOut: readonly T[];
}

/** One of the ways that belong to the split. */
export function phrase<T>({ split, random }: Source, { train, heldOut }: Phrasings<T>): T {
  return random.pick(split === "train" ? train : heldOut);
}

/** Puts values into `{name}` places. Throws where one has no value, since the text would teach nonsense. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for {${name}} in: ${template}`);
    return String(value);
  });
}

/**
 * The lines of a text: the shortest way to write many sentences. A line break inside one is written as a backslash and an
 * n.
 */
function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replaceAll("\\n", "\n"))
    .filter((line) => line !== "");
}

/** Lines for training and, below a line of dashes, those for the evaluation alone. */
export function phrasingsOf(text: string): Phrasings {
  const [train = "", heldOut = ""] = text.split("---");
  return { train: linesOf(train), heldOut: linesOf(heldOut) };
}
