/**
 * Deletions that can still be taken back. Nothing is sent before their time is over: a crash in between loses nothing,
 * and Undo gives back the very workflow with its versions, runs and grants.
 */
export class PendingDeletes {
  #commits = new Map<string, () => void>();
  #hidden: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<() => void>();

  /** Ids that lists leave out: waiting to be deleted, or being deleted. */
  readonly hidden = (): ReadonlySet<string> => this.#hidden;

  /** Those that can be taken back, in the order in which they were deleted. */
  waiting(): string[] {
    return [...this.#commits.keys()];
  }

  add(id: string, commit: () => void): void {
    this.#commits.set(id, commit);
    this.#setHidden([...this.#hidden, id]);
  }

  /** Whether it was in time. */
  undo(id: string): boolean {
    const isWaiting = this.#commits.delete(id);
    if (isWaiting) this.reveal(id);
    return isWaiting;
  }

  /** Carries it out; it stays hidden until `reveal`. A second call does nothing. */
  commit(id: string): void {
    const commit = this.#commits.get(id);
    this.#commits.delete(id);
    commit?.();
  }

  /** Hands over all that wait, which are then somebody else's to carry out: the page goes away. */
  takeAll(): string[] {
    const ids = this.waiting();
    this.#commits.clear();
    return ids;
  }

  /** Lists show the id again, if they still have it. */
  reveal(id: string): void {
    this.#setHidden([...this.#hidden].filter((other) => other !== id));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #setHidden(ids: string[]): void {
    this.#hidden = new Set(ids);
    for (const listener of this.#listeners) listener();
  }
}
