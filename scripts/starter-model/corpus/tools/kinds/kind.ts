import type { Phrasings } from "../../phrasings";
import type { ValueDraw } from "../value-draws";

/** A tool that one could meet, with the ways to ask for it. */
export interface Kind {
  /** Names and descriptions with `|` between. */
  readonly names: Phrasings;
  readonly params: Readonly<Record<string, ValueDraw>>;
  /** Parameters that are given only where the question names them. */
  readonly optional?: readonly string[];
  readonly questions: Phrasings;
  /** Keys of a JSON result, each with its values; a plain text is written in `said`. */
  readonly result: Readonly<Record<string, ValueDraw>>;
  readonly said: Phrasings;
}
