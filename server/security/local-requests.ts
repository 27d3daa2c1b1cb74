import { AppError, toAppError } from "@/nodes/core/app-error";
import { env } from "@/server/env";

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses requests that a foreign web page may have caused: any page can reach a server on this machine. Without
 * authentication the Host has to be one of loopback (a page could point a name of its own here), and an Origin, where a
 * browser sent one, has to be ours. Throws `FORBIDDEN`.
 */
export function refuseForeign(headers: Pick<Headers, "get">): void {
  const host = headers.get("host");
  if (!isAuthOn() && (host === null || !loopbackHost.test(host))) {
    throw new AppError("FORBIDDEN", "This server answers on 127.0.0.1, localhost and [::1] alone.", {
      hint: "Open it under one of these addresses.",
    });
  }
  const origin = headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, host)) throw foreign();
  // A browser that sends no Origin (an image, a script) still says where the request comes from.
  const site = headers.get("sec-fetch-site");
  if ((site === "cross-site" || site === "same-site") && headers.get("sec-fetch-mode") !== "navigate") throw foreign();
}

/** The same as a sentence for a person; undefined when nothing is wrong. */
export function foreignRequest(headers: Pick<Headers, "get">): string | undefined {
  try {
    refuseForeign(headers);
    return undefined;
  } catch (error) {
    const { userMessage, hint } = toAppError(error);
    return [userMessage, hint].filter((part) => part !== undefined).join(" ");
  }
}

/** Settings that cannot be read open nothing. */
function isAuthOn(): boolean {
  try {
    return env().auth;
  } catch {
    return false;
  }
}

function isOwnOrigin(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function foreign(): AppError {
  return new AppError("FORBIDDEN", "Another web page may not use this server.");
}
