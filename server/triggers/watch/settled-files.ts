import { sizeOfMark } from "@/server/triggers/watch/scan-folder";

export interface SettledFile {
  readonly path: string;
  readonly mark: string;
}

interface Candidate {
  readonly mark: string;
  readonly since: number;
  /** It was seen growing: whoever writes it may pause. */
  readonly isGrowing: boolean;
}

export interface Look {
  /** New or changed, and at rest: theirs is the next step until `done` or `again`. */
  readonly settled: readonly SettledFile[];
  /** Were there at an earlier look. */
  readonly gone: readonly string[];
  /** Others are still being written: look again soon. */
  readonly isUnsettled: boolean;
}

/** At rest for so long, a file that came at once is whole. */
const restMs = 700;
/** One that was seen growing, or is still empty, gets more time: its writer may pause. */
const longRestMs = 2_500;

/** Tells which files of a folder are new or changed and not written to any more, from one look at it to the next. */
export class SettledFiles {
  /** The mark that each file was last dealt with at. */
  readonly #known: Map<string, string>;
  readonly #seen = new Set<string>();
  readonly #candidates = new Map<string, Candidate>();
  readonly #underWay = new Set<string>();
  readonly #notBefore = new Map<string, number>();

  constructor(known: ReadonlyMap<string, string>) {
    this.#known = new Map(known);
  }

  /** `now` in milliseconds, from a clock that never goes back. */
  look(found: ReadonlyMap<string, string>, now: number): Look {
    const settled: SettledFile[] = [];
    for (const [path, mark] of found) {
      this.#seen.add(path);
      if (this.#known.get(path) === mark) this.#candidates.delete(path);
      else if (this.#isAtRest(path, mark, now) && !this.#underWay.has(path)) {
        this.#underWay.add(path);
        settled.push({ path, mark });
      }
    }
    const gone = [...this.#seen].filter((path) => !found.has(path));
    for (const path of gone) this.#forget(path);
    return { settled, gone, isUnsettled: this.#candidates.size > this.#underWay.size };
  }

  /** The file was dealt with as it was at `mark`. */
  done({ path, mark }: SettledFile): void {
    this.#underWay.delete(path);
    this.#known.set(path, mark);
    if (this.#candidates.get(path)?.mark === mark) this.#candidates.delete(path);
  }

  /** It was not dealt with: it comes again at a look from `notBefore` on. */
  again({ path }: SettledFile, notBefore: number): void {
    this.#underWay.delete(path);
    this.#notBefore.set(path, notBefore);
  }

  #isAtRest(path: string, mark: string, now: number): boolean {
    const before = this.#candidates.get(path);
    if (before?.mark !== mark) {
      this.#candidates.set(path, { mark, since: now, isGrowing: before !== undefined });
      this.#notBefore.delete(path);
      return false;
    }
    const rest = before.isGrowing || sizeOfMark(mark) === 0 ? longRestMs : restMs;
    return now - before.since >= rest && now >= (this.#notBefore.get(path) ?? 0);
  }

  #forget(path: string): void {
    this.#seen.delete(path);
    this.#known.delete(path);
    this.#candidates.delete(path);
    this.#notBefore.delete(path);
  }
}
