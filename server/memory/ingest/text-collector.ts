import { AppError } from "@/nodes/core/app-error";

/** Puts the parts of a text together, up to so many characters. */
export class TextCollector {
  readonly #parts: string[] = [];
  readonly #name: string;
  readonly #most: number;
  #length = 0;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  /** Throws `LIMIT_EXCEEDED`. */
  add(part: string): void {
    this.#length += part.length;
    refuseLongText(this.#name, this.#length, this.#most);
    this.#parts.push(part);
  }

  get text(): string {
    return this.#parts.join("");
  }
}

/** Throws `LIMIT_EXCEEDED`. */
export function refuseLongText(name: string, length: number, most: number): void {
  if (length <= most) return;
  throw new AppError("LIMIT_EXCEEDED", `${name} has more than ${most.toLocaleString("en")} characters of text.`, {
    hint: "Cut it into several files and add these.",
  });
}
