import { capital } from "../grammar";
import { code, inventedWord } from "../names";
import { adjectives, animals, eventKinds, listed, shopKinds, tools } from "../words/word-lists";
import { type Draw, digits, object, person, town } from "./draws";

/** What a fact can be about. */
export type SubjectKind = "person" | "thing" | "town" | "shop" | "project" | "book" | "order" | "event" | "machine";

/** Names for the things that facts are about. */
export const drawSubject: Readonly<Record<SubjectKind, Draw>> = {
  person,
  thing: (source) => `the ${object(source)}`,
  town,
  shop: (source) => `the ${capital(inventedWord(source))} ${listed(source, shopKinds)}`,
  project: (source) =>
    source.random.pick([
      () => `project ${capital(inventedWord(source))}`,
      () => `the ${capital(inventedWord(source))} project`,
      () => `task ${code(source)}`,
    ])(),
  book: (source) =>
    source.random.pick([
      () => `"The ${capital(listed(source, adjectives))} ${capital(listed(source, tools))}"`,
      () => `"${capital(inventedWord(source))}"`,
      () => `"The ${capital(listed(source, animals))} of ${town(source)}"`,
    ])(),
  order: (source) => `order ${source.random.chance(0.6) ? code(source) : digits(4)(source)}`,
  event: (source) =>
    source.random.chance(0.5)
      ? `the ${capital(inventedWord(source))} ${listed(source, eventKinds)}`
      : `the ${listed(source, adjectives)} ${listed(source, eventKinds)}`,
  machine: (source) => `the server ${inventedWord(source)}`,
};
