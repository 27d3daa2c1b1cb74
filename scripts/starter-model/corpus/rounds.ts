import type { Source } from "./example";

/**
 * How many questions in a row a conversation has. In training one passage is asked about several times: it is read once
 * and gives several answers to learn from. The evaluation asks once.
 */
export function rounds({ split, random }: Source, most: number): number {
  return split === "train" ? random.int(1, most) : 1;
}
