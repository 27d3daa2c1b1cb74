/** JSON with a space after each comma and colon, as Python's `json.dumps` writes it and node-llama-cpp after it. */
export function jsonLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLine).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${jsonLine(item)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}
