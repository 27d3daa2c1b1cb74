import type { Source } from "../example";
import { readFacts } from "../facts";
import { capital } from "../grammar";
import { draws } from "../relations/draws";
import { drawSubject } from "../relations/subjects";

/** All that the model knows of Heddle. */
export const facts = readFacts();

/** Facts that are not among the ones given. */
export function otherFacts({ random }: Source, given: readonly string[], count: number): string[] {
  return random
    .sample(facts, count + given.length)
    .map(({ answer }) => answer)
    .filter((answer) => !given.includes(answer))
    .slice(0, count);
}

/** Both lists in one, each in its own order. */
export function mix({ random }: Source, one: readonly string[], other: readonly string[]): string[] {
  const [left, right] = [[...one], [...other]];
  const all: string[] = [];
  while (left.length > 0 || right.length > 0) {
    const fromLeft = random.next() * (left.length + right.length) < left.length;
    all.push((fromLeft ? left : right).shift() as string);
  }
  return all;
}

/** Sentences with one subject each. */
export const plainSays = [
  "{s} is kept in {room}.",
  "{s} has the colour {colour}.",
  "{s} belongs to {person}.",
  "{s} comes from {town}.",
  "{s} weighs {weight}.",
  "{s} costs {money}.",
  "{s} was made in {year}.",
  "{person} bought {s} in {town}.",
  "People often talk about {s}.",
  "{person} wrote a letter about {s}.",
  "Nobody in {town} has seen {s}.",
];

/** Fills a sentence about a subject with values of the kinds that it names. */
export function sentenceAbout(source: Source, subject: string, template: string): string {
  const text = template.replace(/\{(\w+)\}/g, (_, name: keyof typeof draws | "s") =>
    name === "s" ? subject : draws[name](source),
  );
  return capital(text);
}

/** Two or three subjects and what is said of each. */
export function notesOnSubjects(source: Source): { subject: string; own: string[]; others: string[] } {
  const { random } = source;
  const subjects = new Set<string>();
  const wanted = random.int(2, 3);
  while (subjects.size < wanted) subjects.add(drawSubject.thing(source));
  const [subject = "", ...rest] = subjects;
  const says = (about: string, count: number) =>
    random.sample(plainSays, count).map((template) => sentenceAbout(source, about, template));
  return {
    subject,
    own: says(subject, random.int(1, 3)),
    others: rest.flatMap((about) => says(about, random.int(1, 2))),
  };
}
