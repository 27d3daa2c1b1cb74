import type { JsonObject } from "@/nodes/core/json";
import type { ChatMessage, ToolSpec } from "@/nodes/core/node-runner";
import type { Random } from "./random";

/** Held-out examples use phrasings, names and passages that no training example has. */
export type Split = "train" | "held-out";

/** The rows of the evaluation's table. */
export type Family = "facts" | "copy" | "form" | "tools" | "limits";

/** One conversation that the model is trained on, or asked in the evaluation. The last message is the wanted answer. */
export interface Example {
  readonly family: Family;
  /** What is practised, such as `repeat-word`: the finer rows of the table. */
  readonly kind: string;
  /** 0 copies a word, 1 uses one sentence, 2 a few, 3 many or several turns: the curriculum goes from 0 to 3. */
  readonly level: 0 | 1 | 2 | 3;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSpec[];
  /** A JSON Schema that a grammar holds the last answer to. */
  readonly schema?: JsonObject;
  /** Other last answers that are as good, word for word. */
  readonly alsoRight?: readonly string[];
}

/** Where an example's words come from. */
export interface Source {
  readonly split: Split;
  readonly random: Random;
}

export type Maker = (source: Source) => Example;

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
