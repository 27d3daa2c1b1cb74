import { isSameMark, sizeOfMark } from "@/server/triggers/watch/file-mark";

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

interface PutOff {
  readonly until: number;
  readonly times: number;
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
/** What could not be dealt with comes again after the first of these, then after twice as long each time, up to the last. */
const firstAgainMs = 5_000;
const lastAgainMs = 60_000;

/** Tells which files of a folder are new or changed and not written to any more, from one look at it to the next. */
export class SettledFiles {
  /** The mark that each file was last dealt with at. */
  readonly #known: Map<string, string>;
  readonly #seen = new Set<string>();
  readonly #candidates = new Map<string, Candidate>();
  readonly #underWay = new Set<string>();
  readonly #putOff = new Map<string, PutOff>();

  constructor(known: ReadonlyMap<string, string>) {
    this.#known = new Map(known);
  }

  /** `now` in milliseconds, from a clock that never goes back. What is unknown may still be there although it is not found. */
  look(found: ReadonlyMap<string, string>, now: number, isUnknown: (path: string) => boolean = () => false): Look {
    const settled: SettledFile[] = [];
    for (const [path, mark] of found) {
      this.#seen.add(path);
      if (this.#isKnown(path, mark)) this.#candidates.delete(path);
      else if (this.#isAtRest(path, mark, now) && !this.#underWay.has(path)) {
        this.#underWay.add(path);
        settled.push({ path, mark });
      }
    }
    const gone = [...this.#seen].filter((path) => !found.has(path) && !isUnknown(path));
    for (const path of gone) this.#forget(path);
    const isUnsettled = [...this.#candidates.keys()].some(
      (path) => !this.#isPutOff(path, now) && !this.#underWay.has(path),
    );
    return { settled, gone, isUnsettled };
  }

  /** The file was dealt with as it was at `mark`. */
  done({ path, mark }: SettledFile): void {
    this.#underWay.delete(path);
    this.#known.set(path, mark);
    this.#putOff.delete(path);
    if (this.#candidates.get(path)?.mark === mark) this.#candidates.delete(path);
  }

  /** It was not dealt with: it comes again, later each time. */
  again({ path }: SettledFile, now: number): void {
    this.#underWay.delete(path);
    const times = this.#putOff.get(path)?.times ?? 0;
    this.#putOff.set(path, { until: now + Math.min(firstAgainMs * 2 ** times, lastAgainMs), times: times + 1 });
  }

  /** Another folder stands where the one was that was looked at: what it lacks did not go from there. */
  moveOn(): void {
    this.#seen.clear();
  }

  #isKnown(path: string, mark: string): boolean {
    const known = this.#known.get(path);
    return known !== undefined && isSameMark(known, mark);
  }

  #isPutOff(path: string, now: number): boolean {
    return now < (this.#putOff.get(path)?.until ?? 0);
  }

  #isAtRest(path: string, mark: string, now: number): boolean {
    const before = this.#candidates.get(path);
    if (before?.mark !== mark) {
      this.#candidates.set(path, { mark, since: now, isGrowing: before !== undefined });
      this.#putOff.delete(path);
      return false;
    }
    const rest = before.isGrowing || sizeOfMark(mark) === 0 ? longRestMs : restMs;
    return now - before.since >= rest && !this.#isPutOff(path, now);
  }

  #forget(path: string): void {
    this.#seen.delete(path);
    this.#known.delete(path);
    this.#candidates.delete(path);
    this.#putOff.delete(path);
  }
}
