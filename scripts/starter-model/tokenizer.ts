/**
 * Byte-level byte-pair encoding (Sennrich et al. 2016, Radford et al. 2019) with two rules of its own, so that a small
 * model can copy: digits stand alone, and a space joins a word only as the very last merge. A name is cut into the same
 * pieces wherever it stands; after a space only its first piece may differ, and only where that is a common word.
 */

/** What a file holds; ids are places in `tokens`. */
export interface TokenizerFile {
  /** In the alphabet of GPT-2, where each byte has a printable character. */
  readonly tokens: readonly string[];
  /** How many at the beginning are control tokens. */
  readonly controls: number;
  /** Pairs of tokens with a space between, the first one first. */
  readonly merges: readonly string[];
}

export const controlTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"] as const;

/** The cut before the merges that llama.cpp calls `smollm`: each digit alone, then GPT-2's. */
const digits = /\p{N}/u;
const words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** The parts of a text that are encoded each for itself. */
export function cutText(text: string): string[] {
  return text.split(new RegExp(`(${digits.source})`, "u")).flatMap((part) => part.match(words) ?? []);
}

const alphabet = byteAlphabet();
const space = byteCharacters(" ");

/** The printable character of each byte: the byte itself where it is printable, else one from 256 on. */
function byteAlphabet(): readonly string[] {
  const isPrintable = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

function byteCharacters(text: string): string {
  return [...Buffer.from(text, "utf8")].map((byte) => alphabet[byte]).join("");
}

/** Learns a vocabulary of `size` from how often each part of the texts occurs. */
export function trainTokenizer(counts: ReadonlyMap<string, number>, size: number, spacedWords: number): TokenizerFile {
  const bare = new Map<string, number>();
  const spaced = new Map<string, number>();
  for (const [part, count] of counts) {
    const isSpacedWord = /^ \p{L}+$/u.test(part);
    const key = byteCharacters(isSpacedWord ? part.slice(1) : part);
    bare.set(key, (bare.get(key) ?? 0) + count);
    if (isSpacedWord) spaced.set(key, (spaced.get(key) ?? 0) + count);
  }
  const start = [...controlTokens, ...alphabet];
  const learned = learnMerges(bare, size - start.length - spacedWords);
  const made = new Set(learned.map(([left, right]) => left + right));
  const joined = [...spaced]
    .filter(([word]) => made.has(word) || word.length === 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, spacedWords)
    .map(([word]): [string, string] => [space, word]);
  const merges = [...learned, ...joined];
  return {
    tokens: [...start, ...merges.map(([left, right]) => left + right)],
    controls: controlTokens.length,
    merges: merges.map(([left, right]) => `${left} ${right}`),
  };
}

interface Word {
  pieces: string[];
  readonly count: number;
}

function learnMerges(counts: ReadonlyMap<string, number>, wanted: number): [string, string][] {
  const list: Word[] = [...counts].map(([word, count]) => ({ pieces: [...word], count }));
  const pairs = new Map<string, { count: number; words: Set<Word> }>();
  const add = (word: Word, sign: 1 | -1) => {
    for (let place = 1; place < word.pieces.length; place++) {
      const key = `${word.pieces[place - 1]} ${word.pieces[place]}`;
      const pair = pairs.get(key) ?? { count: 0, words: new Set() };
      pair.count += sign * word.count;
      if (sign === 1) pair.words.add(word);
      pairs.set(key, pair);
    }
  };
  for (const word of list) add(word, 1);
  const merges: [string, string][] = [];
  const known = new Set<string>();
  while (merges.length < wanted) {
    let best = "";
    let most = 1;
    for (const [key, { count }] of pairs) {
      if (count > most || (count === most && key < best)) {
        best = key;
        most = count;
      }
    }
    const pair = pairs.get(best);
    if (pair === undefined) throw new Error("The texts have too few words for this vocabulary.");
    const [left = "", right = ""] = best.split(" ");
    for (const word of pair.words) {
      add(word, -1);
      word.pieces = mergePair(word.pieces, left, right);
      add(word, 1);
    }
    pairs.delete(best);
    // Two ways to one token would leave a gap in the ids.
    if (known.has(left + right)) continue;
    known.add(left + right);
    merges.push([left, right]);
  }
  return merges;
}

function mergePair(pieces: readonly string[], left: string, right: string): string[] {
  const merged: string[] = [];
  for (let place = 0; place < pieces.length; place++) {
    if (pieces[place] === left && pieces[place + 1] === right) {
      merged.push(left + right);
      place++;
    } else {
      merged.push(pieces[place] as string);
    }
  }
  return merged;
}

/** Turns text into ids and back. */
export class Tokenizer {
  private readonly ids: ReadonlyMap<string, number>;
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly cache = new Map<string, readonly number[]>();

  constructor(file: TokenizerFile) {
    this.ids = new Map(file.tokens.map((token, id) => [token, id]));
    this.ranks = new Map(file.merges.map((merge, rank) => [merge, rank]));
  }

  /** The id of a control token. */
  control(token: (typeof controlTokens)[number]): number {
    return this.id(token);
  }

  /** Text alone: what looks like a control token is ordinary characters. */
  encode(text: string): number[] {
    return cutText(text).flatMap((part) => this.encodePart(part));
  }

  private encodePart(part: string): readonly number[] {
    const known = this.cache.get(part);
    if (known !== undefined) return known;
    let pieces = [...byteCharacters(part)];
    for (;;) {
      let best: [string, string] | undefined;
      let bestRank = Number.POSITIVE_INFINITY;
      for (let place = 1; place < pieces.length; place++) {
        const left = pieces[place - 1] as string;
        const right = pieces[place] as string;
        const rank = this.ranks.get(`${left} ${right}`);
        if (rank !== undefined && rank < bestRank) {
          bestRank = rank;
          best = [left, right];
        }
      }
      if (best === undefined) break;
      pieces = mergePair(pieces, ...best);
    }
    const ids = pieces.map((piece) => this.id(piece));
    if (this.cache.size < 200_000) this.cache.set(part, ids);
    return ids;
  }

  private id(token: string): number {
    const id = this.ids.get(token);
    if (id === undefined) throw new Error(`The vocabulary has no token ${JSON.stringify(token)}.`);
    return id;
  }
}
