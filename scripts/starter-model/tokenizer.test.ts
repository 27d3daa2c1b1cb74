import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getLlama, LlamaVocabularyType } from "node-llama-cpp";
import { expect, test } from "vitest";
import { cutText, Tokenizer, type TokenizerFile, trainTokenizer } from "./tokenizer";

const file = JSON.parse(readFileSync(join(import.meta.dirname, "tokenizer.json"), "utf8")) as TokenizerFile;
const tokenizer = new Tokenizer(file);

const texts = [
  "Hello world, it's 42 o'clock!\n\n- one\n- two",
  "The price of the klornhaven is 12.50 euros.",
  '{"name": "Marek", "age": 31}',
  "  indented\n\ttab   three spaces ",
  "naïve café — “quotes” 日本 🧵",
  "I'll we've don't\r\nx\n\n\n\ny  \n z",
  "",
];

test("cuts a text into parts that together are the text", () => {
  for (const text of texts) expect(cutText(text).join("")).toBe(text);
  expect(cutText("is 42")).toEqual(["is", " ", "4", "2"]);
});

test("a name has the same pieces wherever it stands", () => {
  const pieces = (text: string) => tokenizer.encode(text).map((id) => file.tokens[id]);
  expect(pieces("in Klornhaven.").join("")).toBe("inĠKlornhaven.");
  const [first, ...rest] = pieces("Klornhaven");
  expect(pieces(" Klornhaven").slice(-rest.length)).toEqual(rest);
  expect(pieces(" Klornhaven").join("")).toBe(`Ġ${first}${rest.join("")}`);
});

test("learns merges, those of words with a space last", () => {
  const counts = new Map([
    ["the", 2],
    [" the", 9],
    [" then", 5],
  ]);
  const learned = trainTokenizer(counts, 5 + 256 + 3 + 1, 1);
  expect(learned.merges.at(-1)).toBe("Ġ the");
  expect(learned.merges).toHaveLength(4);
  const own = new Tokenizer(learned);
  // The space goes with the word that its letters are cut into.
  expect(own.encode(" the")).toHaveLength(1);
  expect(own.encode(" th")).toHaveLength(own.encode("th").length + 1);
});

test("agrees with llama.cpp on every text", async () => {
  const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: "models/starter.gguf", vocabOnly: true });
  try {
    expect(model.vocabularyType).toBe(LlamaVocabularyType.bpe);
    for (const text of texts) expect(tokenizer.encode(text), text).toEqual([...model.tokenize(text)]);
  } finally {
    await model.dispose();
  }
});
