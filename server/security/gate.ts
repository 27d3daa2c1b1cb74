import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@/nodes/core/app-error";
import { problemOf } from "@/server/http/problem";
import { isForPrograms } from "@/server/http/program-paths";
import { foreignRequest } from "@/server/security/local-requests";

/** Whoever serves asks this before Next sees a request: `scripts/lib/serve.mjs` reads the same symbol. */
const gate = Symbol.for("heddle.gate");

interface Asked {
  readonly method?: string;
  /** As it stands in the request line. */
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Makes every request pass here: pages, their files (which Next gives away without asking anybody), and what Next itself
 * would answer with an error of its own: an address that cannot be decoded, a method that fetch does not know.
 */
export function openGate(): void {
  (globalThis as { [gate]?: typeof refuse })[gate] = refuse;
}

/** The answer to a request that may not pass; undefined for all others. */
function refuse({ method = "", url = "", headers }: Asked): Response | undefined {
  if (!methods.includes(method))
    return problemOf(noMethod(method), url, { status: 405, headers: { allow: methods.join(", ") } });
  if (!isAddress(url)) return problemOf(noAddress(), url);
  // The interfaces refuse foreign requests themselves, with a problem that programs read.
  if (isForPrograms(url)) return undefined;
  const foreign = foreignRequest({ get: (name) => headers[name]?.toString() ?? null });
  if (foreign === undefined) return undefined;
  return new Response(`${foreign}\n`, { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function isAddress(url: string): boolean {
  if (!url.startsWith("/")) return false;
  try {
    decodeURIComponent(url.split("?", 1)[0] as string);
    return true;
  } catch {
    return false;
  }
}

function noAddress(): AppError {
  return new AppError(
    "REQUEST_INVALID",
    "The address of this request cannot be read: a % in it is not followed by two hexadecimal digits, or by no text.",
    {
      hint: "Encode each part of the address as encodeURIComponent does.",
    },
  );
}

function noMethod(method: string): AppError {
  return new AppError("REQUEST_INVALID", `This server takes ${methods.join(", ")}, not ${method.slice(0, 20)}.`);
}
