/** Texts as paragraphs of one; empty ones leave no gap. */
export function joinTexts(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}
