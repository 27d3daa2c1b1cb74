/**
 * The host that an address template leads to whatever its values are: `api.example.com`, with its port when that is not
 * the scheme's own. Undefined when a value has a say in it; the host is certain only when a `/`, `?` or `#` closes it
 * before the first value (`https://example.com{{ x }}` may become `https://example.com.evil.org`).
 */
export function literalHost(template: string): string | undefined {
  const literal = template.trim().split(/\{[{%]/)[0] as string;
  const isWhole = literal === template.trim();
  const closed = /^https?:\/\/[^/?#\\]+[/?#\\]/i.test(literal);
  if (!isWhole && !closed) return undefined;
  try {
    const { host, protocol } = new URL(literal);
    return (protocol === "http:" || protocol === "https:") && host !== "" ? host : undefined;
  } catch {
    return undefined;
  }
}

/** A host as grants and `allowHosts` write it: a name, `*.name`, an address, each with or without a port, or `*`. */
export function isHostPattern(text: string): boolean {
  return /^(\*|(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?)$/.test(text);
}
