import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { rounds } from "../rounds";

const sums = phrasingsOf(`
  What is {a} + {b}?
  What is {a} plus {b}?
  {a} + {b} = ?
  Add {a} and {b}.
  How much is {a} + {b}?
  Calculate {a} + {b}.
  What do you get when you add {a} and {b}?
  {a} + {b}
  ---
  How much is {a} plus {b}?
  Calculate the sum of {a} and {b}.
  {a} plus {b} = ?
`);

/** Sums that it has learned: up to 20. */
export const smallSum: Maker = (source) => {
  const messages = Array.from({ length: rounds(source, 6) }, () => {
    const total = source.random.int(2, 20);
    const a = source.random.int(1, total - 1);
    return turn(fill(phrase(source, sums), { a, b: total - a }), String(total));
  });
  return {
    family: "limits",
    kind: "small-sum",
    level: 1,
    messages: [...maybeSystem(source), ...messages.flat()],
  };
};
