/** One request of a chain of redirects. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** The only headers that another origin gets: any other one may hold a key, whatever its name. */
const harmless = new Set(["accept", "accept-language", "content-type", "user-agent"]);

/** The request that an answer redirects to, by the rules of the fetch standard; undefined when it does not. */
export function nextHop(
  hop: Hop,
  response: { readonly status: number; readonly headers: { get(name: string): string | null } },
): Hop | undefined {
  const location = response.headers.get("location");
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null || !URL.canParse(location, hop.url))
    return undefined;
  const url = new URL(location, hop.url);
  const headers = url.origin === hop.url.origin ? hop.headers : only(hop.headers, (name) => harmless.has(name));
  return becomesGet(response.status, hop.method)
    ? { url, method: "GET", headers: only(headers, (name) => !name.startsWith("content-")) }
    : { ...hop, url, headers };
}

function becomesGet(status: number, method: string): boolean {
  return (
    (status === 303 && method !== "GET" && method !== "HEAD") ||
    ((status === 301 || status === 302) && method === "POST")
  );
}

function only(headers: Hop["headers"], keeps: (name: string) => boolean): Hop["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => keeps(name.toLowerCase())));
}
