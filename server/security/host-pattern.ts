/**
 * Whether one of the patterns names the host: `*`, `api.example.com`, `*.example.com` (its subdomains), each with
 * `:port` for that port alone and without for any.
 */
export function namesHost(patterns: readonly string[], host: string, port: number): boolean {
  return patterns.some((pattern) => matches(pattern.trim().toLowerCase(), plainHost(host), port));
}

/** Lower case, without the brackets of IPv6 and without the dot that ends a full name. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

function matches(pattern: string, host: string, port: number): boolean {
  if (pattern === "*") return true;
  const [, name = pattern, onlyPort] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(pattern) ?? [];
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : plainHost(name) === host;
}
