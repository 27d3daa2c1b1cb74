import { maybeSystem, turn } from "../conversation";
import type { Level, Maker, Source } from "../example";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { withInstruction } from "../question-frames";
import { rounds } from "../rounds";
import { several } from "../several";
import { aboutPassage } from "./passage";

const yesOrNo = phrasingsOf(`
  Answer with yes or no.
  Answer yes or no.
  Yes or no?
  Reply with yes or no only.
  Say yes or no.
  Only yes or no.
  Answer "yes" or "no".
  Answer with yes, or with no.
  Write yes or no.
  Reply yes or no, nothing else.
  Just yes or no, please.
  Answer with a yes or a no.
  ---
  Please answer with yes or no.
  Reply with "yes" or "no".
  Yes or no, nothing else.
`);

/** Questions about a passage, answered with yes or no. */
export function yesNoMaker(level: Level): Maker {
  return aboutPassage("yes-no", yesOrNo, level, (source, { fact: { checks }, subject, value, wrong }) => {
    const isTrue = source.random.chance(0.5);
    return [fill(phrase(source, checks), { s: subject, v: isTrue ? value : wrong }), isTrue ? "yes" : "no"];
  });
}

const comparisons = phrasingsOf(`
  Is {a} greater than {b}?|more
  Is {a} bigger than {b}?|more
  Is {a} more than {b}?|more
  Is {a} larger than {b}?|more
  Is {a} above {b}?|more
  Is the number {a} higher than {b}?|more
  Is {a} less than {b}?|less
  Is {a} smaller than {b}?|less
  Is {a} below {b}?|less
  Is the number {a} lower than {b}?|less
  Is {a} the same number as {b}?|same
  Is {a} equal to {b}?|same
  ---
  Is the number {a} greater than {b}?|more
  Is {a} a bigger number than {b}?|more
  Is the number {a} less than {b}?|less
  Is the number {a} equal to {b}?|same
`);

export function someNumber({ random }: Source): number {
  return random.int(1, random.pick([9, 20, 99, 99, 400]));
}

/** Comparisons of two numbers, answered with yes or no. */
export const yesNoNumbers: Maker = (source) => ({
  family: "form",
  kind: "yes-no-numbers",
  level: 1,
  messages: [
    ...maybeSystem(source),
    ...Array.from({ length: rounds(source, 5) }, () => turn(...comparison(source))).flat(),
  ],
});

function comparison(source: Source): [question: string, answer: string] {
  const { random } = source;
  const [template = "", relation = ""] = phrase(source, comparisons).split("|");
  const isTrue = random.chance(0.5);
  const [one, other] = several(2, () => someNumber(source)) as [number, number];
  const [least, most] = [Math.min(one, other), Math.max(one, other)];
  const [a, b] =
    relation === "same"
      ? [one, isTrue ? one : other]
      : (relation === "more") === isTrue
        ? [most, least]
        : [least, most];
  const question = withInstruction(source, fill(template, { a, b }), phrase(source, yesOrNo));
  return [question, isTrue ? "yes" : "no"];
}
