import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textFormats } from "@/server/memory/ingest/block";
import { estimateTokens } from "@/server/memory/ingest/estimate-tokens";
import { splitText } from "@/server/memory/ingest/split-text";

const small = { chunkSize: 40, overlap: 0 };
const texts = (chunks: ReturnType<typeof splitText>) => chunks.map(({ text }) => text);
const prose = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `Sentence number ${from + i} says something else.`).join(" ");

describe("the splitter", () => {
  it("cuts between sentences, and never inside one that fits", () => {
    const chunks = splitText(prose(0, 20), "plain", small);
    expect(chunks.length).toBeGreaterThan(4);
    for (const { text } of chunks) expect(text).toMatch(/^Sentence.*\.$/);
  });

  it("begins a section with its heading, and says which headings a chunk stands under", () => {
    const text = `# Guide\n\n${prose(0, 3)}\n\n## Start\n\n${prose(3, 6)}\n\n## Stop ##\n\n${prose(6, 9)}`;
    const chunks = splitText(text, "markdown", { chunkSize: 60, overlap: 10 });
    expect(chunks.map(({ headings }) => headings)).toEqual([["Guide"], ["Guide", "Start"], ["Guide", "Stop"]]);
    expect(chunks[1]?.text.startsWith("## Start\n\nSentence number 3")).toBe(true);
  });

  it("reads headings that are underlined, and none in code or in text that is no Markdown", () => {
    const text = "Title\n=====\n\nWords here.\n\n```sh\n# no heading\n```\n\nMore words.";
    expect(splitText(text, "markdown", small)[0]?.headings).toEqual(["Title"]);
    expect(splitText(text, "plain", small)[0]?.headings).toEqual([]);
  });

  it("leaves a code block whole where it fits, even if the chunk before is not full", () => {
    const code = `\`\`\`ts\n${Array.from({ length: 6 }, (_, i) => `const value${i} = 1;`).join("\n\n")}\n\`\`\``;
    const chunks = splitText(`${prose(0, 5)}\n\n${code}\n\n${prose(5, 8)}`, "markdown", { chunkSize: 64, overlap: 0 });
    expect(texts(chunks).filter((text) => text.includes("const"))).toEqual([expect.stringContaining(code)]);
  });

  it("cuts a table between rows and repeats its head", () => {
    const rows = Array.from({ length: 40 }, (_, i) => `| row ${i} | ${i * 7} |`);
    const chunks = splitText(["| name | count |", "| --- | --- |", ...rows].join("\n"), "markdown", small);
    expect(chunks.length).toBeGreaterThan(2);
    for (const { text } of chunks) expect(text.startsWith("| name | count |\n| --- | --- |\n| row ")).toBe(true);
  });

  it("repeats the last sentences of a section, never of another one", () => {
    const text = `# One\n\n${prose(0, 6)}\n\n# Two\n\n${prose(6, 9)}`;
    const chunks = splitText(text, "markdown", { chunkSize: 48, overlap: 20 });
    const [first, second] = chunks;
    expect(second?.start).toBeLessThan(first?.end as number);
    expect(text.slice(second?.start, first?.end)).toMatch(/^Sentence number \d says something else\.$/);
    expect(chunks.find(({ headings }) => headings[0] === "Two")?.text.startsWith("# Two")).toBe(true);
  });

  it("knows the page that a chunk begins on", () => {
    const chunks = splitText([prose(0, 3), prose(3, 6), "", prose(6, 9)].join("\f"), "plain", small);
    expect(chunks.find(({ text }) => text.startsWith("Sentence number 3"))?.page).toBe(2);
    expect(chunks.at(-1)?.page).toBe(4);
    expect(splitText(prose(0, 1), "plain", small)[0]?.page).toBeUndefined();
  });

  it("gives nothing for a text without words", () => {
    expect(splitText(" \n\n\t\f ", "plain", small)).toEqual([]);
    expect(splitText("", "markdown", small)).toEqual([]);
  });

  it("takes time linear in the text, however it is made", () => {
    const hard = [
      "a",
      "a ",
      "a. ",
      "# a\n",
      "| a ",
      "```\n",
      "\n",
      "- a\n\n",
      "日",
      "\u{1F600}",
      "*[",
      "=\n",
      "a.\n\n",
    ];
    const time = (text: string) => {
      const since = performance.now();
      for (const format of textFormats) splitText(text, format, { chunkSize: 64, overlap: 32 });
      return performance.now() - since;
    };
    for (const part of hard) {
      time(part.repeat(2_000));
      const short = time(part.repeat(20_000 / part.length));
      const long = time(part.repeat(100_000 / part.length));
      expect(long, JSON.stringify(part)).toBeLessThan(Math.max(short, 20) * 5 * 6);
    }
  });
});

const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.lorem({ maxCount: 3, mode: "sentences" }),
  fc.constantFrom(
    "\n",
    "\n\n",
    "# Head\n",
    "## Sub\n\n",
    "```\n",
    "| a | b |\n| - | - |\n",
    "| 1 | 2 |\n",
    "\f",
    "- x\n",
  ),
  fc.constantFrom("   ".repeat(40), "x".repeat(300), "日本語。".repeat(30), "\u{1F600}".repeat(40), "Title\n---\n"),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(""));
const anySettings = fc.record({
  chunkSize: fc.integer({ min: 32, max: 200 }),
  overlap: fc.integer({ min: 0, max: 150 }),
});

describe("for any text and settings", () => {
  it("nothing is lost, nothing is too large, and what is repeated is no more than was asked for", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...textFormats), anySettings, (text, format, settings) => {
        const chunks = splitText(text, format, settings);
        let reached = 0;
        for (const { start, end, text: words, tokens } of chunks) {
          expect(tokens).toBe(estimateTokens(words));
          expect(tokens).toBeLessThanOrEqual(settings.chunkSize);
          expect(words.endsWith(text.slice(start, end).replaceAll("\f", "\n"))).toBe(true);
          expect(end).toBeGreaterThan(reached);
          expect(text.slice(reached, Math.max(start, reached)).trim()).toBe("");
          expect(estimateTokens(text.slice(start, Math.max(start, reached)))).toBeLessThanOrEqual(settings.overlap);
          expect(words).toBe(words.isWellFormed() || !text.isWellFormed() ? words : "cut inside a character");
          reached = end;
        }
        expect(text.slice(reached).trim()).toBe("");
        expect(splitText(text, format, settings)).toEqual(chunks);
      }),
      { numRuns: 400 },
    );
  });
});
