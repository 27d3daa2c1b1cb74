import type { SplitSettings } from "@/nodes/core/split-settings";
import { type Block, pageBreak, type TextFormat } from "@/server/memory/ingest/block";
import { quartersPerToken, weigh, weightOf } from "@/server/memory/ingest/estimate-tokens";
import { findBlocks } from "@/server/memory/ingest/find-blocks";
import { isSpace } from "@/server/memory/ingest/find-sentences";
import { findUnits, type Unit } from "@/server/memory/ingest/find-units";

/** A passage of a text, small enough for one vector. */
export interface TextChunk {
  /** From `start` to before `end` of the text; a table that was cut has its head once more before it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Headings that all of it stands under, the outermost first. */
  readonly headings: readonly string[];
  /** The one that its first new words stand on, from 1; absent where the text has no pages. */
  readonly page?: number;
  /** Estimated. */
  readonly tokens: number;
}

/**
 * Cuts a text along its structure: sections, then blocks, then sentences, rows or lines, and words only where one of these
 * is too long. The same text with the same settings gives the same chunks, in time linear in the text.
 */
export function splitText(text: string, format: TextFormat, settings: SplitSettings) {
  return new Splitter(text, format, settings).split();
}

class Splitter {
  readonly #text: string;
  readonly #units: readonly Unit[];
  readonly #blockWeights = new Map<Block, number>();
  /** In quarters of a token, as all weights here. */
  readonly #limit: number;
  readonly #overlap: number;
  readonly #heads = new Map<Block, { readonly text: string; readonly weight: number }>();

  constructor(text: string, format: TextFormat, { chunkSize, overlap }: SplitSettings) {
    this.#text = text;
    this.#limit = chunkSize * quartersPerToken;
    this.#overlap = Math.min(overlap, Math.floor(chunkSize / 2)) * quartersPerToken;
    const blocks = findBlocks(text, format);
    for (const block of blocks) this.#noteHead(block);
    this.#units = findUnits(text, blocks, this.#limit, (block) => this.#heads.get(block)?.weight ?? 0);
    for (const { block, weight } of this.#units)
      this.#blockWeights.set(block, (this.#blockWeights.get(block) ?? 0) + weight);
  }

  split(): TextChunk[] {
    const chunks: TextChunk[] = [];
    let first = 0;
    let begin = this.#units[0]?.start ?? 0;
    while (first < this.#units.length) {
      const end = this.#endOf(first, begin);
      const chunk = this.#cut(begin, first, end);
      if (chunk !== undefined) chunks.push(chunk);
      begin = end < this.#units.length ? this.#beginOf(end) : this.#text.length;
      first = end;
    }
    return chunks;
  }

  /** A table that is cut repeats its head, where that leaves room enough for rows. */
  #noteHead(block: Block): void {
    if (block.headEnd === undefined) return;
    const text = `${this.#text.slice(block.start, block.headEnd)}\n`;
    const weight = weigh(text);
    if (weight <= this.#limit / 3) this.#heads.set(block, { text, weight });
  }

  /** The unit behind the last one of a chunk that begins at `begin` with what it repeats, and goes on with unit `first`. */
  #endOf(first: number, begin: number): number {
    let weight = weigh(this.#text, begin, this.#unit(first).start) + (this.#headBefore(first)?.weight ?? 0);
    let end = first;
    while (end < this.#units.length && weight + this.#unit(end).weight <= this.#limit) {
      if (end > first && this.#isNewSection(end) && weight >= this.#limit / 4)
        return this.#withoutLastHeadings(first, end);
      weight += this.#unit(end).weight;
      end += 1;
    }
    if (end === this.#units.length) return end;
    return this.#withoutLastHeadings(first, this.#atBlock(first, end));
  }

  /** A block that would be cut, and fits whole into the next chunk, waits for it where this one is half full without it. */
  #atBlock(first: number, end: number): number {
    if (this.#unit(end).isBlockStart || (this.#blockWeights.get(this.#unit(end).block) as number) > this.#limit)
      return end;
    let start = end;
    while (start > first && !this.#unit(start).isBlockStart) start -= 1;
    if (start === first) return end;
    return weigh(this.#text, this.#unit(first).start, this.#unit(start).start) >= this.#limit / 2 ? start : end;
  }

  /** A heading goes with what stands under it. */
  #withoutLastHeadings(first: number, end: number): number {
    let last = end;
    while (last > first && this.#unit(last - 1).block.kind === "heading") last -= 1;
    return last === first ? end : last;
  }

  #isNewSection(index: number): boolean {
    const { block, isBlockStart } = this.#unit(index);
    return isBlockStart && block.kind === "heading";
  }

  /**
   * Where the chunk that goes on with this unit begins: some sentences back in the same section, or words where the last
   * sentence is too long. What follows has to fit beside it.
   */
  #beginOf(next: number): number {
    const following = this.#unit(next);
    const start = following.start;
    const head = this.#headBefore(next)?.weight ?? 0;
    const most = Math.min(this.#overlap, this.#limit - following.weight - head);
    const before = this.#unit(next - 1);
    if (most <= 0 || this.#isNewSection(next) || before.block.kind === "heading") return start;
    // Rows under a head that is repeated would stand before it.
    if (head > 0) return start;
    let weight = 0;
    let from = next;
    while (from > 0 && this.#isSameSection(from - 1, next) && weight + this.#unit(from - 1).weight <= most) {
      from -= 1;
      weight += this.#unit(from).weight;
    }
    if (from < next) return this.#unit(from).start;
    return before.block.kind === "paragraph" ? wordsBefore(this.#text, before.start, start, most) : start;
  }

  #isSameSection(index: number, next: number): boolean {
    const { block } = this.#unit(index);
    const following = this.#unit(next).block;
    if (block.kind === "heading" || block.headings !== following.headings) return false;
    // Half a code block says nothing.
    return block === following || block.kind !== "code";
  }

  /** What is set before a chunk that goes on in the middle of a table. */
  #headBefore(first: number): { readonly text: string; readonly weight: number } | undefined {
    const { block, start } = this.#unit(first);
    return block.headEnd !== undefined && start > block.headEnd ? this.#heads.get(block) : undefined;
  }

  #cut(begin: number, first: number, after: number): TextChunk | undefined {
    const start = skipBlank(this.#text, begin, this.#unit(after - 1).end);
    const end = skipBlankBack(this.#text, start, this.#unit(after - 1).end);
    // Nothing but what the chunk before has already.
    if (end <= this.#unit(first).start) return undefined;
    const words = this.#text.slice(start, end).replaceAll(pageBreak, "\n");
    const text = (this.#headBefore(first)?.text ?? "") + words;
    const { headings, page } = this.#unit(first).block;
    const shared = this.#sharedHeadings(first, after, headings);
    const tokens = Math.ceil(weigh(text) / quartersPerToken);
    return { text, start, end, headings: shared, ...(page === undefined ? {} : { page }), tokens };
  }

  #sharedHeadings(first: number, after: number, headings: readonly string[]): readonly string[] {
    let shared = headings;
    for (let index = first + 1; index < after; index += 1) {
      const other = this.#unit(index).block.headings;
      if (other === headings) continue;
      const differs = shared.findIndex((title, place) => other[place] !== title);
      if (differs !== -1) shared = shared.slice(0, differs);
    }
    return shared;
  }

  #unit(index: number): Unit {
    return this.#units[index] as Unit;
  }
}

/** Where the last words before `end` begin that have at most that weight, after `start`; `end` where there is none. */
function wordsBefore(text: string, start: number, end: number, most: number): number {
  let weight = 0;
  let begin = end;
  for (let at = end - 1; at > start; at -= 1) {
    weight += weightOf(text.charCodeAt(at));
    if (weight > most) break;
    if (isSpace(text.charCodeAt(at - 1)) && !isSpace(text.charCodeAt(at))) begin = at;
  }
  return begin;
}

function skipBlank(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text, at)) at += 1;
  return at;
}

function skipBlankBack(text: string, start: number, from: number): number {
  let at = from;
  while (at > start && isBlank(text, at - 1)) at -= 1;
  return at;
}

function isBlank(text: string, at: number): boolean {
  return text[at]?.trim() === "";
}
