import { type Block, pageBreak, type TextFormat } from "@/server/memory/ingest/block";
import { HeadingPath } from "@/server/memory/ingest/heading-path";

interface Line {
  readonly start: number;
  /** Without its break. */
  readonly end: number;
  readonly page: number | undefined;
}

/** The blocks of a text in their order. Only white space lies between them. Takes time linear in the text. */
export function findBlocks(text: string, format: TextFormat): Block[] {
  const scan = new BlockScan(text, format);
  for (const line of linesOf(text)) scan.take(line);
  return scan.finish();
}

function* linesOf(text: string): Generator<Line> {
  const hasPages = text.includes(pageBreak);
  let page = hasPages ? 1 : undefined;
  for (let start = 0; start <= text.length; ) {
    let end = start;
    while (end < text.length && text[end] !== "\n" && text[end] !== pageBreak) end += 1;
    yield { start, end, page };
    if (text[end] === pageBreak && page !== undefined) page += 1;
    start = end + 1;
  }
}

const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(=+|-{2,})[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s/;
const tableRule = /^\s*\|?[\s:|-]*-[\s:|-]*$/;
/** Longer ones are no heading, and no pattern is tried on them. */
const longestSign = 400;

class BlockScan {
  readonly #text: string;
  readonly #format: TextFormat;
  readonly #blocks: Block[] = [];
  readonly #headings = new HeadingPath();
  /** What is being collected. */
  #open: { kind: Block["kind"]; start: number; end: number; page: number | undefined; lines: number } | undefined;
  #headEnd: number | undefined;
  /** The signs that close the code block that is open. */
  #fence: string | undefined;

  constructor(text: string, format: TextFormat) {
    this.#text = text;
    this.#format = format;
  }

  take(line: Line): void {
    const words = this.#text.slice(line.start, line.end);
    if (this.#fence !== undefined) this.#takeCode(line, words);
    else if (words.trim() === "") this.#close();
    else if (this.#format === "markdown") this.#takeMarkdown(line, words);
    else this.#add(line, this.#format === "records" ? "record" : "paragraph");
  }

  finish(): Block[] {
    this.#close();
    return this.#blocks;
  }

  #takeMarkdown(line: Line, words: string): void {
    const opened = fence.exec(words.slice(0, longestSign))?.[1];
    if (opened !== undefined) {
      this.#close();
      this.#add(line, "code");
      this.#fence = opened;
      return;
    }
    const isShort = words.length <= longestSign;
    const heading = isShort ? atxHeading.exec(words) : null;
    if (heading !== null) {
      this.#close();
      this.#addHeading(line, heading[1]?.length as number, heading[2] ?? "");
      return;
    }
    if (isShort && this.#open?.kind === "paragraph" && this.#open.lines === 1 && underline.test(words)) {
      const { start, end } = this.#open;
      const title = this.#text.slice(start, end);
      if (!listItem.test(title) && title.length <= longestSign) {
        this.#open = undefined;
        this.#addHeading({ ...line, start }, words.includes("=") ? 1 : 2, title);
        return;
      }
    }
    const isRow = words.trimStart().startsWith("|");
    if (isRow !== (this.#open?.kind === "table") || (!isRow && listItem.test(words.slice(0, 24)))) this.#close();
    this.#add(line, isRow ? "table" : "paragraph");
    if (isRow && this.#open?.lines === 2 && isShort && tableRule.test(words)) this.#headEnd = line.end;
  }

  #takeCode(line: Line, words: string): void {
    this.#add(line, "code");
    const sign = words.trim();
    if (!sign.startsWith(this.#fence as string) || /[^`~]/.test(sign.slice(0, longestSign))) return;
    this.#fence = undefined;
    this.#close();
  }

  #addHeading(line: Line, level: number, title: string): void {
    this.#headings.enter(level, title);
    const { start, end, page } = line;
    this.#blocks.push({ kind: "heading", start, end, headings: this.#headings.titles, page });
  }

  #add(line: Line, kind: Block["kind"]): void {
    // A page ends what stands on it, so that every block has one.
    if (this.#open !== undefined && this.#open.page !== line.page) this.#close();
    if (this.#open === undefined) this.#open = { kind, ...line, lines: 1 };
    else {
      this.#open.end = line.end;
      this.#open.lines += 1;
    }
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { kind, start, end, page } = this.#open;
    const head = this.#headEnd === undefined ? {} : { headEnd: this.#headEnd };
    this.#blocks.push({ kind, start, end, headings: this.#headings.titles, page, ...head });
    this.#open = undefined;
    this.#headEnd = undefined;
  }
}
