let last = 0;

/** A key for a row or a toast, unique in this tab. `crypto.randomUUID` is missing on http:// in a local network. */
export function newKey(): string {
  last += 1;
  return `key-${last}`;
}
