import { maybeSystem, turn } from "../conversation";
import type { Level, Maker, Source } from "../example";
import { capital, correctArticles } from "../grammar";
import { firstName } from "../names";
import { fill, type Phrasings, phrase } from "../phrasings";
import { inPassage, withInstruction } from "../question-frames";
import { rounds } from "../rounds";
import { several } from "../several";
import { objects, ownWords } from "../words/everyday-words";
import type { Fact } from "./fact";
import { personFacts } from "./person-facts";
import { thingFacts } from "./thing-facts";

interface Stated {
  readonly fact: Fact;
  readonly subject: string;
  readonly value: string;
  /** A value of another subject of the text, or one that the text does not name. */
  readonly wrong: string;
}

/** A passage in which each subject has one value of each of its facts, and no value twice. */
function passage(source: Source, subjectCount: number, factCount: number): { text: string; stated: Stated[] } {
  const { random } = source;
  const isPerson = random.chance(0.6);
  const subjects = isPerson
    ? several(subjectCount, () => firstName(source))
    : random.sample(ownWords(source, objects), subjectCount);
  const facts = random.sample(isPerson ? personFacts : thingFacts, factCount);
  const stated = facts.flatMap((one) => {
    const values = several(subjectCount + 1, () => one.value(source)).filter((value) => !subjects.includes(value));
    if (values.length <= subjectCount) return [];
    return subjects.map((subject, place) => ({
      fact: one,
      subject,
      value: values[place] ?? "",
      wrong: values[random.chance(0.6) && subjectCount > 1 ? (place + 1) % subjectCount : subjectCount] ?? "",
    }));
  });
  if (stated.length === 0) return passage(source, subjectCount, factCount);
  const bySubject = random.chance(0.5)
    ? subjects.flatMap((subject) => random.shuffle(stated.filter((one) => one.subject === subject)))
    : random.shuffle(stated);
  const sentences = bySubject.map((one) =>
    capital(correctArticles(fill(phrase(source, one.fact.statements), { s: one.subject, v: one.value }))),
  );
  return { text: sentences.join(random.chance(0.15) ? "\n" : " "), stated: random.shuffle(stated) };
}

/** More subjects and facts for the higher levels. */
function size(source: Source, level: number): [subjects: number, facts: number] {
  const { random } = source;
  if (level === 1)
    return random.pick([
      [1, 1],
      [1, 1],
      [2, 1],
      [1, 2],
    ]);
  if (level === 2)
    return random.pick([
      [2, 2],
      [3, 1],
      [1, 3],
      [3, 2],
    ]);
  return random.pick([
    [3, 3],
    [4, 2],
    [2, 4],
    [3, 4],
  ]);
}

/** Questions about a passage, each of which wants its answer in the same form. */
export function aboutPassage(
  kind: string,
  instructions: Phrasings,
  level: Level,
  ask: (source: Source, one: Stated) => [question: string, answer: string],
): Maker {
  return (source) => {
    const { text, stated } = passage(source, ...size(source, level));
    const turnCount = rounds(source, 6);
    const turns = stated.slice(0, turnCount).map((one, place) => {
      const [question, answer] = ask(source, one);
      const asked = withInstruction(source, correctArticles(question), phrase(source, instructions));
      return turn(place === 0 ? inPassage(source, text, asked) : asked, answer);
    });
    return { family: "form", kind, level, messages: [...maybeSystem(source), ...turns.flat()] };
  };
}
