import type { IncomingHttpHeaders } from "node:http";
import { foreignRequest } from "@/server/security/local-requests";

/** Whoever serves asks this before Next sees a request: `scripts/lib/serve.mjs` reads the same symbol. */
const gate = Symbol.for("heddle.gate");

/** The interfaces for programs refuse by themselves, with a problem that programs read. */
const refusesItself = /^\/(api|v1|mcp)(\/|$)/;

/** Makes every request pass `foreignRequest`: pages, and the files of pages, which Next gives away without asking anybody. */
export function openGate(): void {
  (globalThis as { [gate]?: typeof refusalOf })[gate] = refusalOf;
}

/** Why a request is refused, as a sentence; undefined for one that may pass. */
function refusalOf(path: string, headers: IncomingHttpHeaders): string | undefined {
  if (refusesItself.test(path)) return undefined;
  return foreignRequest({ get: (name) => headers[name]?.toString() ?? null });
}
