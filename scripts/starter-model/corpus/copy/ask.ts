import type { Source } from "../example";
import { capital } from "../grammar";
import { fill, phrase } from "../phrasings";
import { drawSubject } from "../relations/subjects";
import { fresh } from "./fresh-values";
import { type Fact, type Passage, relationsOf } from "./passage";
import { notInContext, type Turn } from "./reading";

/** A question for the value of a fact. */
export function ask(source: Source, { relation, subject, value }: Fact): Turn {
  return { question: capital(fill(phrase(source, relation.asks), { s: subject })), answer: value };
}

/** A question for the subject of a fact, where one can be asked. */
export function askSubject(source: Source, fact: Fact): Turn {
  const { relation, subject, value } = fact;
  if (!relation.asksSubject) return ask(source, fact);
  return { question: capital(fill(phrase(source, relation.asksSubject), { v: value })), answer: capital(subject) };
}

/** A question that belongs to the passage but that it does not answer. */
export function askMissing(source: Source, { facts, used }: Passage): Turn | undefined {
  const { random } = source;
  const { relation, subject } = random.pick(facts);
  const known = new Set(facts.filter((fact) => fact.subject === subject).map((fact) => fact.relation.id));
  const others = relationsOf(relation.about).filter(({ id }) => !known.has(id));
  if (others.length > 0 && random.chance(0.45)) {
    const question = fill(phrase(source, random.pick(others).asks), { s: subject });
    return { question: capital(question), answer: notInContext };
  }
  if (relation.asksSubject && random.chance(0.3)) {
    const value = fresh(source, used, relation.value);
    const question = value && fill(phrase(source, relation.asksSubject), { v: value });
    return question ? { question: capital(question), answer: notInContext } : undefined;
  }
  const stranger = fresh(source, used, drawSubject[relation.about]);
  if (stranger === undefined) return undefined;
  return { question: capital(fill(phrase(source, relation.asks), { s: stranger })), answer: notInContext };
}
