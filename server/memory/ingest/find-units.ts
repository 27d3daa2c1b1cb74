import type { Block } from "@/server/memory/ingest/block";
import { weigh, weightOf } from "@/server/memory/ingest/estimate-tokens";
import { findSentences, isSpace } from "@/server/memory/ingest/find-sentences";

/** The smallest part that is not cut: a sentence, a row, a whole code block. They follow each other without a gap. */
export interface Unit {
  readonly start: number;
  /** Where the next one starts: the white space between them counts to the first. */
  readonly end: number;
  /** In quarters of a token. */
  readonly weight: number;
  readonly block: Block;
  readonly isBlockStart: boolean;
}

/** Units of at most `limit` quarters of a token. `room`: what is taken from it in a block, as by the head of a table. */
export function findUnits(
  text: string,
  blocks: readonly Block[],
  limit: number,
  room: (block: Block) => number,
): Unit[] {
  const units: Unit[] = [];
  blocks.forEach((block, index) => {
    const end = blocks[index + 1]?.start ?? text.length;
    const starts = startsIn(text, block, limit);
    starts.forEach((start, place) => {
      cut(text, { start, end: starts[place + 1] ?? end }, limit - room(block), (from, to, weight) =>
        units.push({ start: from, end: to, weight, block, isBlockStart: from === block.start }),
      );
    });
  });
  return units;
}

function startsIn(text: string, { kind, start, end }: Block, limit: number): number[] {
  if (kind === "paragraph") return findSentences(text, start, end);
  if (kind === "table") return findLines(text, start, end);
  return weigh(text, start, end) <= limit ? [start] : findLines(text, start, end);
}

function findLines(text: string, start: number, end: number): number[] {
  const starts = [start];
  for (let at = text.indexOf("\n", start); at !== -1 && at + 1 < end; at = text.indexOf("\n", at + 1))
    starts.push(at + 1);
  return starts;
}

/** Cuts what is too long behind a white space, and where there is none between two characters. */
function cut(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  limit: number,
  give: (start: number, end: number, weight: number) => void,
): void {
  let from = start;
  let weight = 0;
  let space = -1;
  let weightAtSpace = 0;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    while (weight > 0 && weight + weightOf(code) > limit) {
      const isAtSpace = !isSpace(code) && space > from;
      const isPair = !isAtSpace && code >= 0xdc00 && code <= 0xdfff && at - 1 > from;
      const to = isAtSpace ? space : isPair ? at - 1 : at;
      const taken = isAtSpace ? weightAtSpace : isPair ? weight - weightOf(text.charCodeAt(at - 1)) : weight;
      give(from, to, taken);
      weight -= taken;
      from = to;
      space = -1;
    }
    weight += weightOf(code);
    if (isSpace(code)) {
      space = at + 1;
      weightAtSpace = weight;
    }
  }
  if (end > from) give(from, end, weight);
}
