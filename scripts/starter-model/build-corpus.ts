/**
 * Writes the tokenized corpus that train/train.py reads: `npx tsx scripts/starter-model/build-corpus.ts OUT [--examples
 * 400000] [--seed 1] [--tokenizer FILE]`. Without a tokenizer it learns one from the examples.
 */
import { once } from "node:events";
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { families, makeExample } from "./corpus/all-makers";
import type { Example, Family, Split } from "./corpus/example";
import { Random } from "./corpus/random";
import { render, splitControls } from "./corpus/render";
import { type controlTokens, cutText, Tokenizer, type TokenizerFile, trainTokenizer } from "./tokenizer";

const vocabularySize = 4096;
const spacedWords = 1100;
const tokenizerExamples = 60_000;
/** Parts of the examples; how much of each is trained on, train.py decides. */
const shares: Readonly<Record<Family, number>> = { facts: 0.2, copy: 0.42, form: 0.18, tools: 0.14, limits: 0.06 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    examples: { type: "string", default: "400000" },
    "held-out": { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    tokenizer: { type: "string" },
  },
});
const [out] = positionals;
if (out === undefined) throw new Error("Name the folder to write to.");
const seed = Number(values.seed);

function* examples(split: Split, count: number, from: number): Generator<Example> {
  const random = new Random(from);
  for (let made = 0; made < count; made++) {
    let left = random.next();
    const family = families.find((name) => {
      left -= shares[name];
      return left < 0;
    });
    yield makeExample(family ?? "copy", { split, random });
  }
}

function learnTokenizer(): TokenizerFile {
  const counts = new Map<string, number>();
  for (const example of examples("train", tokenizerExamples, seed + 1_000_000))
    for (const piece of render(example))
      for (const { text, isControl } of splitControls(piece.text))
        if (!isControl) for (const part of cutText(text)) counts.set(part, (counts.get(part) ?? 0) + 1);
  return trainTokenizer(counts, vocabularySize, spacedWords);
}

function encodeExample(tokenizer: Tokenizer, example: Example): { tokens: number[]; trained: number[] } {
  const tokens: number[] = [];
  const trained: number[] = [];
  for (const piece of render(example)) {
    const parts = piece.isTemplate ? splitControls(piece.text) : [{ text: piece.text, isControl: false }];
    for (const { text, isControl } of parts) {
      const ids = isControl ? [tokenizer.control(text as (typeof controlTokens)[number])] : tokenizer.encode(text);
      for (const id of ids) {
        tokens.push(id);
        trained.push(piece.isTrained ? 1 : 0);
      }
    }
  }
  return { tokens, trained };
}

async function write(folder: string, tokenizer: Tokenizer, list: Iterable<Example>): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const tokenFile = createWriteStream(join(folder, "tokens.u16"));
  const trainedFile = createWriteStream(join(folder, "trained.u8"));
  const index: number[] = [];
  let offset = 0;
  let answers = 0;
  for (const example of list) {
    const { tokens, trained } = encodeExample(tokenizer, example);
    index.push(offset, tokens.length, families.indexOf(example.family), example.level);
    offset += tokens.length;
    answers += trained.reduce((sum, one) => sum + one, 0);
    trainedFile.write(Uint8Array.from(trained));
    const hasRoom = tokenFile.write(new Uint8Array(Uint16Array.from(tokens).buffer));
    if (!hasRoom) await once(tokenFile, "drain");
  }
  await Promise.all([tokenFile, trainedFile].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))));
  writeFileSync(join(folder, "index.u32"), Uint32Array.from(index));
  writeFileSync(join(folder, "families.json"), JSON.stringify(families));
  return `${index.length / 4} examples, ${offset} tokens, ${answers} of them answers`;
}

mkdirSync(out, { recursive: true });
const file: TokenizerFile =
  values.tokenizer === undefined ? learnTokenizer() : JSON.parse(readFileSync(values.tokenizer, "utf8"));
writeFileSync(join(out, "tokenizer.json"), JSON.stringify(file));
const tokenizer = new Tokenizer(file);
console.log("train:", await write(join(out, "train"), tokenizer, examples("train", Number(values.examples), seed)));
console.log(
  "held-out:",
  await write(join(out, "held-out"), tokenizer, examples("held-out", Number(values["held-out"]), 7)),
);
