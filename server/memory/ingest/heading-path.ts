import { cutText } from "@/nodes/core/cut-text";

const longestTitle = 120;

/** The headings above the place that a reader is at. */
export class HeadingPath {
  #path: readonly { readonly level: number; readonly title: string }[] = [];
  #titles: readonly string[] = [];

  /** The outermost first. The same array as long as it is the same place. */
  get titles(): readonly string[] {
    return this.#titles;
  }

  enter(level: number, title: string): void {
    const words = cutText(plainWords(title), longestTitle);
    this.#path = [...this.#path.filter((above) => above.level < level), { level, title: words }];
    this.#titles = this.#path.map((heading) => heading.title).filter((one) => one !== "");
  }
}

/** A title without the signs of Markdown around its words. */
function plainWords(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
