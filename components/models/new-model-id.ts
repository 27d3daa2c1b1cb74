/** Words of the interface that no model may have as its id. */
const reserved: ReadonlySet<string> = new Set(["status", "discover", "pull", "default"]);
const mostLetters = 128;

/**
 * A valid id made from a model's name, near to it, and not among those that are taken: `qwen/qwen3-4b` gives `qwen3-4b`,
 * `Qwen 3 (work)` gives `qwen-3-work`. What a server calls `llama3.2:3b` is an id as it stands.
 */
export function newModelId(name: string, taken: ReadonlySet<string>): string {
  const last =
    name
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.gguf$/i, "") ?? "";
  const plain = last
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._:@-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, mostLetters)
    .replace(/[-.:@_]+$/, "");
  const id = plain === "" ? "model" : plain;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? id : `${id.slice(0, mostLetters - 5)}-${number}`;
    if (!taken.has(candidate) && !reserved.has(candidate)) return candidate;
  }
}
