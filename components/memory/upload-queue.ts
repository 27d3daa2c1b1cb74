import type { ClientError } from "@/components/api/app-error-of";

/** A file on its way to the server. Once it is there it is a document, and no upload any more. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  readonly status: "waiting" | "sending" | "failed";
  readonly sentBytes: number;
  readonly error?: ClientError;
}

export interface SendOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number) => void;
}

/** Brings one file to the server; rejects with a `ClientError`. */
export type SendFile = (file: File, options: SendOptions) => Promise<void>;

/** More at once would only share the same line. */
const mostAtOnce = 2;

/** Files that are brought to a collection, a few at one time, each with its own progress, cancel and retry. */
export class UploadQueue {
  #uploads: readonly Upload[] = [];
  readonly #sending = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #send: SendFile;
  #count = 0;
  #stored = 0;

  constructor(send: SendFile) {
    this.#send = send;
  }

  readonly uploads = (): readonly Upload[] => this.#uploads;

  /** How many files got there so far. */
  readonly stored = (): number => this.#stored;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(files: readonly File[]): void {
    const fresh = files.map((file): Upload => {
      this.#count += 1;
      return { id: String(this.#count), file, status: "waiting", sentBytes: 0 };
    });
    this.#set([...this.#uploads, ...fresh]);
    this.#startNext();
  }

  retry(id: string): void {
    this.#change(id, { status: "waiting", sentBytes: 0, error: undefined });
    this.#startNext();
  }

  /** Takes it off the list, wherever it is. */
  cancel(id: string): void {
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
    this.#sending.get(id)?.abort();
  }

  #startNext(): void {
    while (this.#sending.size < mostAtOnce) {
      const next = this.#uploads.find(({ status }) => status === "waiting");
      if (next === undefined) return;
      void this.#carry(next);
    }
  }

  async #carry({ id, file }: Upload): Promise<void> {
    const controller = new AbortController();
    this.#sending.set(id, controller);
    this.#change(id, { status: "sending" });
    try {
      await this.#send(file, {
        signal: controller.signal,
        onProgress: (sentBytes) => this.#change(id, { sentBytes }),
      });
      this.#stored += 1;
      this.#set(this.#uploads.filter((upload) => upload.id !== id));
    } catch (error) {
      this.#change(id, { status: "failed", error: error as ClientError });
    } finally {
      this.#sending.delete(id);
      this.#startNext();
    }
  }

  #change(id: string, change: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}
