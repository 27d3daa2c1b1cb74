import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { termSpace } from "@/drizzle/schema/vectors";
import { rarity, textWeights } from "@/server/memory/bm25";
import { detectLanguage } from "@/server/memory/languages";
import { splitLong } from "@/server/memory/split-long";
import { questionTerms, termOf, termsOf } from "@/server/memory/terms";
import { wordsOf } from "@/server/memory/words";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";

let registry: TestRegistry;
beforeAll(() => {
  registry = openTestRegistry();
});
afterAll(() => registry.restore());

describe("words", () => {
  test.each([
    ["Don't stop: HEDDLE_REUSE_DAYS is 3.5!", ["don't", "stop", "heddle_reuse_days", "is", "3.5"]],
    ["config.topK of node.js", ["config", "topk", "of", "node", "js"]],
    ["Straße, ÉCOLE, ﬁle", ["straße", "école", "file"]],
    ["織機で布を織る", ["織機", "で", "布", "を", "織る"]],
    [`${"x".repeat(65)} end`, ["end"]],
    ["", []],
  ])("of %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe("terms", () => {
  test("are stems, without stop words, and the same each time", () => {
    const { counts, length } = termsOf("c1", "The weavers weave; weaving looms.", "eng");
    expect(length).toBe(4);
    expect(counts.get(termOf("c1", "weav"))).toBe(2);
    expect([...counts.keys()].every((term) => term >= 1 && term < termSpace)).toBe(true);
    expect(questionTerms("c1", "weaving the", ["eng"])).toEqual([[termOf("c1", "weav")]]);
    expect(termsOf("c1", "nichts als 織機", "und").length).toBe(3);
  });

  test("of two collections have nothing in common", () => {
    expect(termOf("c1", "loom")).not.toBe(termOf("c2", "loom"));
  });

  test("of a question are stems in each language of the collection", () => {
    const [terms = []] = questionTerms("c1", "Lagerung", ["eng", "deu"]);
    expect(terms).toEqual([termOf("c1", "lagerung"), termOf("c1", "lager")]);
  });
});

test("the language of a text is told by it, and taken for usual where it is too short", () => {
  expect(detectLanguage("Die Kettfäden werden von den Litzen angehoben, damit der Schütze hindurch kann.")).toBe("deu");
  expect(detectLanguage("Les fils de chaîne sont soulevés par les lisses pour laisser passer la navette.")).toBe("fra");
  expect(detectLanguage("The shuttle carries the weft through the warp of the loom, again and again.")).toBe("eng");
  expect(detectLanguage("Litzen")).toBe("eng");
  expect(detectLanguage("Litzen", "deu")).toBe("deu");
});

test("a word counts more the rarer it is and the more often it stands, but not without end", () => {
  expect(rarity(1, 1_000)).toBeGreaterThan(rarity(100, 1_000));
  expect(rarity(1_000, 1_000)).toBeGreaterThan(0);
  const weight = (count: number) => {
    const text = textWeights({ counts: new Map([[7, count]]), length: 100 });
    expect(text).toMatch(/^\{7:[\d.]+\}\/1000000000$/);
    return Number(text.slice(3, text.indexOf("}")));
  };
  expect(weight(2)).toBeGreaterThan(weight(1));
  expect(weight(1_000)).toBeLessThan(2.2);
});

test("a long text is cut between paragraphs, sentences or words, and nothing is lost", () => {
  const paragraph = "Looms weave cloth, and heddles lift the warp. ".repeat(20);
  for (const text of [`${paragraph}\n\n${paragraph}\n\n${paragraph}`, "word ".repeat(2_000), "😀".repeat(2_000)]) {
    const pieces = splitLong(text);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every(({ length }) => length <= 1_500)).toBe(true);
    expect(pieces.join("")).toBe(text);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  }
});
