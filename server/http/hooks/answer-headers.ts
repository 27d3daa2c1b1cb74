/**
 * A workflow answers from the address of the studio. A browser that shows its answer gives it no origin, no script, no
 * form and nothing from elsewhere; styles and pictures that stand in a page may be seen.
 */
const guard: Readonly<Record<string, string>> = {
  "content-security-policy":
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** The answer with what keeps it harmless, whatever a workflow said. */
export function guarded(response: Response): Response {
  for (const [name, value] of Object.entries(guard)) response.headers.set(name, value);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

/** What an answer says of itself alone. */
const harmless: ReadonlySet<string> = new Set([
  "cache-control",
  "content-disposition",
  "content-language",
  "content-type",
  "etag",
  "expires",
  "last-modified",
  "retry-after",
  "vary",
]);

/** Those that begin like one's own, and tell a browser or a proxy what to do. */
const orders =
  /^x-(accel-|sendfile|frame-options|content-type-options|content-security|webkit-csp|xss-|dns-prefetch|ua-)/;

/**
 * Whether a workflow may send this header. What is kept, framed, signed in or opened for other pages (cookies, policies,
 * CORS, the length of the body) is the server's alone, and new ones of that kind come: so what is allowed is listed.
 */
export function mayAnswerWith(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (lower === "location") return isWebAddress(value);
  return harmless.has(lower) || (lower.startsWith("x-") && !orders.test(lower));
}

function isWebAddress(value: string): boolean {
  const base = "http://here.invalid/";
  return URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol);
}
