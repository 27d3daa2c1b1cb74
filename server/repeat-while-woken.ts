/**
 * Work that is done again for as long as there is more of it, one pass at a time. A wake during a pass is heard: another pass
 * follows.
 */
export class RepeatWhileWoken {
  readonly #pass: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #isWoken = false;
  #loop: Promise<void> | undefined;

  /** A pass that throws is told and not repeated until somebody wakes it again. */
  constructor(pass: () => Promise<void>, onError: (error: unknown) => void) {
    this.#pass = pass;
    this.#onError = onError;
  }

  /** Resolves when a pass that began after this call is over. */
  wake(): Promise<void> {
    this.#isWoken = true;
    this.#loop ??= this.#run();
    return this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#isWoken) {
      this.#isWoken = false;
      try {
        await this.#pass();
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#loop = undefined;
  }
}
