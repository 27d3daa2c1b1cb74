import type { Source } from "./example";
import { capital } from "./grammar";

/**
 * Invented words and names, millions of them, so that a model can only copy them. A tenth belongs to the evaluation
 * alone: which tenth is told by the letters, so that both splits draw from the same kind.
 */
const onsets =
  "b br bl c ch cl d dr f fl g gl gr h j k kl kr l m n p pl pr qu r s sh sk sl sp st t th tr v w y z".split(" ");

const vowels = "a e i o u ai ea ee ie oa oo ou a e i o u a e i o".split(" ");

const codas = "b ck d f g k l ll m n nd ng nk nt p r rd rk rm rn rt s ss st t x z l m n r s t".split(" ");

function syllable({ random }: Source, isLast: boolean): string {
  const coda = isLast || random.chance(0.3) ? random.pick(codas) : "";
  return `${random.pick(onsets)}${random.pick(vowels)}${coda}`;
}

/** Whether a word belongs to the evaluation alone. */
export function isHeldOutWord(word: string): boolean {
  let hash = 7;
  for (const letter of word.toLowerCase()) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return hash % 10 === 0;
}

function drawn(source: Source, draw: () => string): string {
  for (;;) {
    const word = draw();
    if (isHeldOutWord(word) === (source.split === "held-out")) return word;
  }
}

/** An invented word in small letters, one to three syllables: `flimber`, `skoat`. */
export function inventedWord(source: Source): string {
  const { random } = source;
  return drawn(source, () => {
    const count = random.pick([1, 2, 2, 2, 3]);
    return Array.from({ length: count }, (_, place) => syllable(source, place === count - 1)).join("");
  });
}

const nameEnds = "a o i e an en in on us is ia ette el as or ar ina elo".split(" ");

/** An invented first name: `Marek`, `Tolina`. */
export function firstName(source: Source): string {
  const { random } = source;
  return drawn(source, () => {
    const start = `${random.pick(onsets)}${random.pick(vowels)}${random.pick(codas).charAt(0)}`;
    return capital(random.chance(0.75) ? start + random.pick(nameEnds) : start);
  });
}

/** An invented family name: `Brandover`. */
export function familyName(source: Source): string {
  return capital(inventedWord(source) + source.random.pick(["", "", "er", "man", "son", "ley", "ski", "ton"]));
}

const placeEnds = "ville burg ton ford dale haven port stad mere wick field bridge".split(" ");

/** An invented town: `Klornhaven`. */
export function placeName(source: Source): string {
  const { random } = source;
  return drawn(source, () => capital(syllable(source, true) + random.pick(placeEnds)));
}

/** A number as people write it, mostly small. */
export function number(source: Source, most = 999): number {
  const { random } = source;
  const least = random.pick([2, 2, 10, 100]);
  return random.int(least, Math.max(least + 10, random.pick([12, 60, most, most])));
}

/** A code such as `K7-2041`. */
export function code({ random }: Source): string {
  const letter = () => random.pick([..."ABCDEFGHKLMNPRSTVWXYZ"]);
  const digits = (count: number) => Array.from({ length: count }, () => random.int(0, 9)).join("");
  return random.pick([
    () => `${letter()}${digits(1)}-${digits(4)}`,
    () => `${letter()}${letter()}-${digits(3)}`,
    () => `${letter()}${digits(3)}`,
  ])();
}
