import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mostCharacters, mostPages } from "@/server/memory/ingest/document-limits";
import { readDocument } from "@/server/memory/ingest/read-document";
import { inEncoding } from "@/server/memory/ingest/testing/in-encoding";
import { makePdf } from "@/server/memory/ingest/testing/make-pdf";

const limits = { bytes: 1_000_000, pages: mostPages, characters: mostCharacters };
const read = (content: string | Uint8Array, name = "note.txt", declared?: string) =>
  readDocument(typeof content === "string" ? Buffer.from(content) : content, { name, declared, limits });

describe("text", () => {
  const german = "Grüße aus Zürich! Das Café ist heute geöffnet, und die Straße ist naß.";

  it("is read in the encoding that it has", async () => {
    expect(await read(german)).toMatchObject({ text: german, encoding: "utf-8", mediaType: "text/plain" });
    expect(await read(inEncoding(german, "windows-1252"))).toMatchObject({ text: german, encoding: "windows-1252" });
    const russian = "Привет, как дела? Это русский текст о погоде в Москве.";
    expect(await read(inEncoding(russian, "windows-1251"))).toMatchObject({ text: russian, encoding: "windows-1251" });
    const polish = "Dzień dobry, proszę państwa, jest źle i ciężko, że się tak wyrażę.";
    expect(await read(inEncoding(polish, "iso-8859-2"))).toMatchObject({ text: polish });
    expect(await read(Buffer.from(`\uFEFF${german}`, "utf16le"))).toMatchObject({ text: german, encoding: "utf-16le" });
    expect(await read(Buffer.from(german, "utf16le"))).toMatchObject({ text: german, encoding: "utf-16le" });
    expect(await read(`\uFEFF${german}\r\nnext`)).toMatchObject({ text: `${german}\nnext` });
  });

  it("is refused rather than read with wrong letters", async () => {
    const noise = Uint8Array.from({ length: 400 }, (_, at) => 32 + ((at * 7_919) % 224));
    await expect(read(noise)).rejects.toMatchObject({
      code: "REQUEST_INVALID",
      userMessage: expect.stringContaining("note.txt cannot be read as text."),
      hint: expect.stringContaining("UTF-8"),
    });
    await expect(read(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).rejects.toMatchObject({
      code: "REQUEST_INVALID",
    });
    await expect(read(Buffer.from("a\0b\0\0c"))).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  });

  it("is read as its sender says, where that fits", async () => {
    const bytes = inEncoding("ŽŠ ž", "iso-8859-2");
    expect(await read(bytes, "x.txt", "text/plain; charset=ISO-8859-2")).toMatchObject({ text: "ŽŠ ž" });
    await expect(read(inEncoding("é", "windows-1252"), "x.txt", "text/plain; charset=utf-8")).rejects.toMatchObject({
      userMessage: expect.stringContaining("It is said to be utf-8 and is not."),
    });
  });

  it("is refused where it is empty, too long, or no text at all", async () => {
    await expect(read("")).rejects.toMatchObject({ userMessage: "note.txt is empty." });
    await expect(read(" \n ")).rejects.toMatchObject({ userMessage: "note.txt has no text." });
    const long = readDocument(Buffer.from("12345678901"), { name: "a.txt", limits: { ...limits, characters: 10 } });
    await expect(long).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", hint: expect.any(String) });
    const png = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");
    await expect(read(png, "note.md")).rejects.toMatchObject({ userMessage: expect.stringContaining("is image/png") });
    await expect(read(Buffer.from("PK\x03\x04xxxxxxxx"), "a.docx")).rejects.toMatchObject({
      hint: expect.stringContaining("word processor"),
    });
  });
});

describe("a PDF", () => {
  const pages = [
    ["Chapter one", "", "The first line of it,", "and the second one."],
    ["Chapter two (last)", "has \\ signs"],
  ];

  it("is read page for page, with paragraphs joined, whatever it is called", async () => {
    const found = await read(makePdf(pages), "report.txt");
    expect(found).toMatchObject({ mediaType: "application/pdf", pages: 2 });
    expect(found.text).toBe(
      "Chapter one\n\nThe first line of it, and the second one.\fChapter two (last) has \\ signs",
    );
  });

  it("is refused with what to do where it is encrypted, broken, a picture or too long", async () => {
    await expect(read(makePdf(pages, "secret"), "locked.pdf")).rejects.toMatchObject({
      code: "REQUEST_INVALID",
      userMessage: expect.stringContaining("locked.pdf is encrypted"),
    });
    const broken = Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.from("x".repeat(500))]);
    await expect(read(broken, "cut.pdf")).rejects.toMatchObject({
      userMessage: "cut.pdf is broken and cannot be read.",
    });
    await expect(read("<p>Sign in first</p>", "cut.pdf")).rejects.toMatchObject({
      userMessage: expect.stringContaining("cut.pdf is no PDF"),
    });
    await expect(read(makePdf([[""]]), "scan.pdf")).rejects.toMatchObject({ hint: expect.stringContaining("OCR") });
    const long = readDocument(makePdf(pages), { name: "long.pdf", limits: { ...limits, pages: 1 } });
    await expect(long).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  });

  it("that opens without a password is read although it is encrypted", async () => {
    expect((await read(makePdf(pages, ""), "open.pdf")).text).toContain("Chapter two (last)");
  });

  it("that is cut off anywhere is read or refused, and never anything else", async () => {
    const whole = makePdf(pages);
    for (let length = 20; length < whole.length; length += 61) {
      const outcome = await read(whole.subarray(0, length), "cut.pdf").then(
        ({ text }) => typeof text,
        (error: { code?: string }) => error.code,
      );
      expect(["string", "REQUEST_INVALID"]).toContain(outcome);
    }
  });
});

describe("a page of the web", () => {
  const page = () => readFile(path.join(import.meta.dirname, "testing", "page-with-scripts.html"));

  it("is read as Markdown without what stands around it, and nothing of it is carried out", async () => {
    const { text, title, mediaType } = await read(await page(), "page");
    expect(mediaType).toBe("text/html");
    expect(title).toBe("How looms work");
    expect(text).toContain("# How looms work\n\nA loom holds the warp threads tight, so that the weft can be");
    expect(text).toContain("## Parts\n\n- Heddle: lifts a thread.\n\n- Reed: beats the weft.");
    expect(text).toContain("| Part | Count |\n| --- | --- |\n| Heddle | 400 |");
    expect(text).toContain("```\nconst warp = [];\n# no heading\n```");
    expect(text).toContain("\\# not a heading");
    expect(text).not.toMatch(/script|wasRun|color|cookies|About us|never|switch/);
    expect(globalThis).not.toHaveProperty("wasRun");
  });

  it("says its encoding itself", async () => {
    const bytes = inEncoding(
      '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>',
      "iso-8859-2",
    );
    expect((await read(bytes, "page.html")).text).toBe("Łódź");
  });

  it("that was nested to break its readers is refused, one that leaves its elements open is not", async () => {
    const deep = `<html><body>${"<div>".repeat(3_000)}deep${"</div>".repeat(3_000)}</body></html>`;
    await expect(read(deep, "deep.html")).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    expect((await read(`<html><body>${"<p>one<br>".repeat(3_000)}</body></html>`)).text).toHaveLength(3_000 * 5 - 2);
  });
});

describe("rows and records", () => {
  it("have their headers beside each value", async () => {
    const csv = 'name;city;note\nAnn;"Bern; old town";\nBob;Biel;"two\nlines";extra\n\n';
    const found = await read(csv, "people.csv");
    expect(found).toMatchObject({ mediaType: "text/csv" });
    expect(found.text).toBe(
      "name: Ann\ncity: Bern; old town\n\nname: Bob\ncity: Biel\nnote: two lines\ncolumn 4: extra",
    );
    await expect(read('a,b\n1,"2\n3,4\n', "bad.csv")).rejects.toMatchObject({
      userMessage: expect.stringMatching(/bad\.csv is no valid CSV near line \d: a quote is never closed/),
    });
  });

  it("of JSON have their paths", async () => {
    const json = {
      title: "Team",
      people: [
        { name: "Ann", tags: ["a", "b"] },
        { name: "Bob", home: { city: "Biel" } },
      ],
    };
    expect((await read(JSON.stringify(json), "anything")).text).toBe(
      "title: Team\n\npeople[0].name: Ann\npeople[0].tags: a, b\n\npeople[1].name: Bob\npeople[1].home.city: Biel",
    );
    expect((await read('{"a":1}\n{"a":2}\n', "log.jsonl")).text).toBe("a: 1\n\na: 2");
    await expect(read('{"a": 1,}', "bad.json")).rejects.toMatchObject({
      userMessage: expect.stringContaining("no valid JSON"),
    });
    const deep = `${"[".repeat(5_000)}1${"]".repeat(5_000)}`;
    await expect(read(deep, "deep.json")).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  });
});
