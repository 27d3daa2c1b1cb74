import type { Source } from "../example";
import { capital } from "../grammar";
import { fill } from "../phrasings";
import { relations } from "../relations/all-relations";
import type { Relation } from "../relations/relation";
import { drawSubject, type SubjectKind } from "../relations/subjects";
import { fresh, severalFresh } from "./fresh-values";

/** A relation of a subject, with its value and the sentence that says it. */
export interface Fact {
  readonly relation: Relation;
  readonly subject: string;
  readonly value: string;
  readonly sentence: string;
}

export const subjectKinds: readonly SubjectKind[] = [...new Set(relations.map(({ about }) => about))];

/** What can be said of subjects of a kind. */
export function relationsOf(kind: SubjectKind): readonly Relation[] {
  return relations.filter(({ about }) => about === kind);
}

function anyKind({ random }: Source): SubjectKind {
  return random.chance(0.4) ? "person" : random.pick(subjectKinds);
}

/** A fact with a fresh value; nothing where there is none. */
function makeFact(source: Source, used: string[], relation: Relation, subject: string): Fact | undefined {
  const value = fresh(source, used, relation.value);
  if (value === undefined) return undefined;
  const sentence = capital(fill(source.random.pick(relation.says), { s: subject, v: value }));
  return { relation, subject, value, sentence };
}

/** Whether facts share their relation, their subject, both in turn, or neither. */
type Shape = "relation" | "subject" | "grid" | "mixed";

export const shapes: readonly Shape[] = ["relation", "relation", "subject", "subject", "grid", "mixed"];

function pairs(source: Source, shape: Shape, count: number, used: string[]): [Relation, string][] {
  const { random } = source;
  const kind = anyKind(source);
  const subjectsOf = (some: SubjectKind, most: number) => severalFresh(source, most, drawSubject[some], used);
  if (shape === "relation") {
    const relation = random.pick(relationsOf(kind));
    return subjectsOf(kind, count).map((subject) => [relation, subject]);
  }
  if (shape === "subject") {
    const [subject = ""] = subjectsOf(kind, 1);
    return random.sample(relationsOf(kind), count).map((relation) => [relation, subject]);
  }
  if (shape === "grid") {
    const chosen = random.sample(relationsOf(kind), Math.ceil(count / 2));
    const all = subjectsOf(kind, 2).flatMap((subject) =>
      chosen.map((relation): [Relation, string] => [relation, subject]),
    );
    return random.shuffle(all).slice(0, count);
  }
  return Array.from({ length: count }, () => anyKind(source)).flatMap((some) =>
    subjectsOf(some, 1).map((subject): [Relation, string] => [random.pick(relationsOf(some)), subject]),
  );
}

/** Facts, and all values and subjects that they use. */
export interface Passage {
  readonly shape: Shape;
  readonly facts: readonly Fact[];
  readonly used: string[];
}

/** Facts in random order. */
export function passage(source: Source, shape: Shape, count: number): Passage {
  const used: string[] = [];
  const facts = pairs(source, shape, count, used)
    .map(([relation, subject]) => makeFact(source, used, relation, subject))
    .filter((fact) => fact !== undefined);
  return { shape, facts: source.random.shuffle(facts), used };
}

/** `It` for the only subject of a passage, but never in its first sentence and never for people. */
export function withPronouns({ random }: Source, { shape, facts }: Passage): string[] {
  return facts.map(({ sentence, subject, relation }, place) => {
    const start = `${capital(subject)} `;
    const fits = shape === "subject" && place > 0 && relation.about !== "person" && sentence.startsWith(start);
    return fits && random.chance(0.5) ? `It ${sentence.slice(start.length)}` : sentence;
  });
}
