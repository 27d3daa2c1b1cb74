const inline = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);
/** The text of an element and its structure, as Markdown. What its text has of Markdown's own signs stays text. */
export function toMarkdown(root: Element): string {
  const blocks: string[] = [];
  new Writer(blocks).write(root);
  return blocks.join("\n\n");
}

class Writer {
  readonly #blocks: string[];
  /** The words of the paragraph that is being written. */
  #words = "";

  constructor(blocks: string[]) {
    this.#blocks = blocks;
  }

  write(root: Element): void {
    this.#children(root);
    this.#end();
  }

  #children(element: Element): void {
    for (const node of element.childNodes) {
      if (node.nodeType === 3) this.#words += node.textContent ?? "";
      else if (node.nodeType === 1) this.#element(node as Element);
    }
  }

  #element(element: Element): void {
    const tag = element.tagName.toLowerCase();
    if (tag === "br") this.#words += "\n";
    else if (inline.has(tag)) this.#children(element);
    else {
      this.#end();
      this.#block(element, tag);
      this.#end();
    }
  }

  #block(element: Element, tag: string): void {
    const level = /^h([1-6])$/.exec(tag)?.[1];
    if (level !== undefined) this.#push(oneLine(element.textContent), `${"#".repeat(Number(level))} `);
    else if (tag === "pre") this.#push(fenced(element.textContent ?? ""), "");
    else if (tag === "table") this.#table(element);
    else if (tag === "li") this.#item(element);
    else if (tag !== "hr") this.#children(element);
  }

  /** A list that is written as one block, an item a line; what an item has beside its words follows it. */
  #item(element: Element): void {
    const inner: string[] = [];
    new Writer(inner).write(element);
    const isOrdered = element.parentElement?.tagName.toLowerCase() === "ol";
    const [first, ...rest] = inner;
    if (first === undefined) return;
    this.#blocks.push(`${isOrdered ? "1." : "-"} ${first}`, ...rest);
  }

  /** A table for layout holds blocks and is read as such. */
  #table(element: Element): void {
    const rows = [...element.querySelectorAll("tr")].map((row) =>
      [...row.children].map((cell) => oneLine(cell.textContent).replaceAll("|", "\\|")),
    );
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (width < 2 || element.querySelector("table, p + p, h1, h2, h3, pre") !== null) {
      this.#children(element);
      return;
    }
    const lines = rows
      .filter((row) => row.some((cell) => cell !== ""))
      .map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`);
    lines.splice(1, 0, `|${" --- |".repeat(width)}`);
    this.#push(lines.join("\n"), "");
  }

  #end(): void {
    const words = this.#words
      .split("\n")
      .map(oneLine)
      .filter((line) => line !== "")
      .join(" ");
    this.#words = "";
    this.#push(words.replace(/^(#{1,6}\s|`{3}|~{3}|\|)/, "\\$1"), "");
  }

  #push(block: string, before: string): void {
    if (block !== "") this.#blocks.push(`${before}${block}`);
  }
}

function oneLine(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function fenced(code: string): string {
  const words = code.replace(/^\n+|\s+$/g, "");
  if (words.trim() === "") return "";
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(([signs]) => signs.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${words}\n${fence}`;
}
