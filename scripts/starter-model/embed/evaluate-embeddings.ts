import { Random } from "../corpus/random";
import { relations } from "../corpus/relations/all-relations";
import { drawSubject } from "../corpus/relations/subjects";
import { readGuide, readHeldOutQuestions } from "./guide";
import { ngramVector } from "./ngram-vector";

/** Turns texts into vectors of length 1. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

interface Search {
  readonly name: string;
  readonly passages: readonly string[];
  readonly questions: readonly { readonly text: string; readonly passage: number }[];
}

/** Prints how often the right passage is first, and among the first three, beside a plain n-gram vector. */
export async function printEmbeddingTable(embed: Embed): Promise<void> {
  const ngrams: Embed = async (texts) => texts.map((text) => ngramVector(text));
  console.log("search                          first   first 3   target  n-grams: first   first 3");
  for (const search of [guideSearch(), inventedSearch()]) {
    const [own, plain] = [await recall(search, embed), await recall(search, ngrams)];
    const target = search.name === "guide" ? "80 %" : "";
    const name = `${search.questions.length} questions, ${search.passages.length} × ${search.name}`;
    console.log(
      `${name.padEnd(30)}${percent(own.first)}${percent(own.three, 10)}${target.padStart(9)}${percent(plain.first, 16)}${percent(plain.three, 10)}`,
    );
  }
}

function percent(part: number, width = 7): string {
  return `${(100 * part).toFixed(1)} %`.padStart(width);
}

async function recall({ passages, questions }: Search, embed: Embed): Promise<{ first: number; three: number }> {
  const known = await embed(passages);
  const asked = await embed(questions.map(({ text }) => text));
  const ranks = questions.map(({ passage }, place) => {
    const question = asked[place] as Float32Array;
    const scores = known.map((vector) => dot(vector, question));
    return scores.filter((score) => score > (scores[passage] as number)).length;
  });
  const part = (most: number) => ranks.filter((rank) => rank < most).length / ranks.length;
  return { first: part(1), three: part(3) };
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}

function guideSearch(): Search {
  const guide = readGuide();
  const questions = readHeldOutQuestions().map(({ question, page, heading }) => ({
    text: question,
    passage: guide.findIndex((one) => one.page === page && one.heading === heading),
  }));
  return { name: "guide", passages: guide.map(({ text }) => text), questions };
}

/** Texts of a kind that no training saw: three sentences about invented things, asked for in other wordings. */
function inventedSearch(): Search {
  const source = { split: "held-out", random: new Random(77) } as const;
  const made = Array.from({ length: 150 }, () =>
    Array.from({ length: 3 }, () => {
      const relation = source.random.pick(relations);
      const subject = drawSubject[relation.about](source);
      const put = (text: string) => text.replaceAll("{s}", subject).replaceAll("{v}", relation.value(source));
      return {
        sentence: put(source.random.pick(relation.says)),
        question: put(source.random.pick(relation.asks.heldOut)),
      };
    }),
  );
  return {
    name: "invented",
    passages: made.map((sentences) => sentences.map(({ sentence }) => sentence).join(" ")),
    questions: made.map((sentences, passage) => ({ text: source.random.pick(sentences).question, passage })),
  };
}
