/** Messages between those who publish and the one who reads; ends with `close`, or fails with `fail`. */
export class MessageQueue<Message> {
  readonly #messages: Message[] = [];
  #wake: (() => void) | undefined;
  #end: { readonly error?: unknown } | undefined;
  readonly #most: number;

  /** A reader that is more than `most` messages behind is let go of: it comes back where it was. */
  constructor(most: number) {
    this.#most = most;
  }

  push(message: Message): void {
    if (this.#end !== undefined) return;
    this.#messages.push(message);
    if (this.#messages.length > this.#most) this.close();
    this.#wake?.();
  }

  close(): void {
    this.#end ??= {};
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async *read(): AsyncGenerator<Message, void, undefined> {
    for (;;) {
      while (this.#messages.length > 0) yield this.#messages.shift() as Message;
      if (this.#end !== undefined) {
        if (this.#end.error !== undefined) throw this.#end.error;
        return;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
