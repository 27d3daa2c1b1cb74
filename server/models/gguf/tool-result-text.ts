/** JSON with a space after each comma and colon, as Python's `json.dumps` and so most chat templates write it. */
export function jsonLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLine).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${jsonLine(item)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}

/**
 * What a tool gave, as text for every chat template: given data, some take a list for the parts of a message, and write a
 * text beside it in quotes.
 */
export function toolResultText(content: string): string {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? jsonLine(value) : content;
  } catch {
    return content;
  }
}
