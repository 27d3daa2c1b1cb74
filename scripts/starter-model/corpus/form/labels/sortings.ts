import type { Source } from "../../example";
import { firstName, placeName } from "../../names";
import { fill, phrase } from "../../phrasings";
import { several } from "../../several";
import { intents } from "./intents";
import type { Label } from "./label";
import { sentiments } from "./sentiments";
import { spamLabels } from "./spam";
import { tickets } from "./tickets";
import { topics } from "./topics";

/** Labels that are offered together, and how many of them at most. */
interface Sorting {
  readonly kind: string;
  readonly labels: readonly Label[];
  readonly most: number;
}

const sortings: readonly Sorting[] = [
  { kind: "topic", labels: topics, most: 6 },
  { kind: "topic", labels: topics, most: 4 },
  { kind: "ticket", labels: tickets, most: 5 },
  { kind: "sentiment", labels: sentiments, most: 3 },
  { kind: "sentiment", labels: sentiments.slice(0, 2), most: 2 },
  { kind: "intent", labels: intents, most: 5 },
  { kind: "spam", labels: spamLabels, most: 2 },
];

/** Names that tell what they stand for. */
export const knownNames = new Set(sortings.flatMap(({ labels }) => labels.map(({ name }) => name)));

/** A text that belongs to a label. */
export function labelText(source: Source, { words, texts }: Label): string {
  const { random } = source;
  const [name = "", name2 = ""] = several(2, () => firstName(source));
  const write = () =>
    fill(phrase(source, texts), { w: random.pick(words), name, name2, place: placeName(source), n: random.int(2, 60) });
  return random.chance(0.25) ? several(2, write).join(" ") : write();
}

/** Some labels, and the one of them that the text will have. */
export function choice(source: Source): { kind: string; labels: Label[]; right: Label } {
  const { random } = source;
  const { kind, labels, most } = random.pick(sortings);
  const chosen = random.sample(labels, random.int(2, most));
  return { kind, labels: chosen, right: random.pick(chosen) };
}
