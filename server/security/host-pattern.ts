import { isIP } from "node:net";

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

/**
 * Whether whoever grants this pattern knows that it is on this machine or its network: an address, or a name that no
 * public name server answers (RFC 6761, RFC 6762, RFC 8375). Any other name may be made to point anywhere.
 */
export function isPlainlyPrivate(pattern: string): boolean {
  const { name } = splitPattern(pattern.trim().toLowerCase());
  if (name === "" || name.startsWith("*")) return false;
  const host = plainHost(name);
  return isIP(host) !== 0 || !host.includes(".") || /\.(localhost|local|lan|internal|test|home\.arpa)$/.test(host);
}

function splitPattern(pattern: string): { readonly name: string; readonly port?: string } {
  const [, name = pattern, port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(pattern) ?? [];
  return { name, port };
}

function matches(pattern: string, host: string, port: number): boolean {
  if (pattern === "*") return true;
  const { name, port: onlyPort } = splitPattern(pattern);
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : plainHost(name) === host;
}
