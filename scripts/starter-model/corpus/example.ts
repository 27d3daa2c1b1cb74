import type { JsonObject } from "@/nodes/core/json";
import type { ChatMessage, ToolSpec } from "@/nodes/core/node-runner";
import type { Random } from "./random";

/** Held-out examples use phrasings, names and passages that no training example has. */
export type Split = "train" | "held-out";

/** The rows of the evaluation's table. */
export type Family = "facts" | "copy" | "form" | "tools" | "limits";

/** 0 copies a word, 1 uses one sentence, 2 a few, 3 many or several turns: the curriculum goes from 0 to 3. */
export type Level = 0 | 1 | 2 | 3;

/** One conversation that the model is trained on, or asked in the evaluation. The last message is the wanted answer. */
export interface Example {
  readonly family: Family;
  /** What is practised, such as `repeat-word`: the finer rows of the table. */
  readonly kind: string;
  readonly level: Level;
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

/** A maker, with how often it is asked. */
export interface WeightedMaker {
  readonly weight: number;
  /** How many times as often it is asked for training: what is learned late is practised more. Default: 1. */
  readonly practice?: number;
  readonly make: Maker;
}
