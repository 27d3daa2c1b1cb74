import { AppError, isAppError } from "@/nodes/core/app-error";

const sentences: Record<string, string> = {
  ECONNREFUSED: "refused the connection: nothing listens there",
  ECONNRESET: "broke the connection off",
  ENOTFOUND: "is not known: the name does not resolve",
  EAI_AGAIN: "could not be looked up: the name server does not answer",
  EHOSTUNREACH: "cannot be reached from here",
  ENETUNREACH: "cannot be reached from here: there is no network",
  ETIMEDOUT: "did not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "did not answer in time",
  UND_ERR_HEADERS_TIMEOUT: "took the request and did not answer in time",
  UND_ERR_BODY_TIMEOUT: "stopped in the middle of its answer",
  UND_ERR_SOCKET: "broke the connection off",
  UND_ERR_HEADERS_OVERFLOW: "sent headers that are too large",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a certificate that it signed itself",
  SELF_SIGNED_CERT_IN_CHAIN: "has a certificate that nobody here vouches for",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "has a certificate that nobody here vouches for",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another name",
};

/** What a failed request says in plain words. A refusal of ours and an abort pass unchanged. */
export function networkError(error: unknown, url: URL, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason ?? error;
  const causes = chainOf(error);
  const refusal = causes.find(isAppError);
  if (refusal !== undefined) return refusal;
  const code = causes.map((cause) => (cause as { code?: unknown }).code).find((one) => typeof one === "string");
  if (isUnsendable(error)) {
    return new AppError("REQUEST_INVALID", `The request to ${url.host} cannot be sent: a header is not allowed.`, {
      cause: error,
      field: "headers",
      hint: "Look at names and values of the headers: no spaces in a name, no line breaks and only Latin letters in a value.",
    });
  }
  if (causes.some(isClosedPort)) {
    return new AppError("NETWORK_FAILED", `Port ${url.port} of ${url.hostname} belongs to another kind of service.`, {
      hint: "Let the server listen on another port: no program may send web requests to this one.",
    });
  }
  const isTls = /SSL|TLS|WRONG_VERSION|EPROTO/.test(String(code));
  const what = sentences[String(code)] ?? (isTls ? "does not speak https properly" : "could not be reached");
  return new AppError("NETWORK_FAILED", `${url.host} ${what}.`, {
    cause: causes.at(-1),
    hint: hintFor(String(code), isTls),
  });
}

function hintFor(code: string, isTls: boolean): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "Check how the host is spelled, and whether this machine has a network.";
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return "Check the host; for a certificate of your own start Heddle with NODE_EXTRA_CA_CERTS naming its authority's file.";
  if (isTls) return "Check the port, or write http:// where the server has no https.";
  if (/TIMEOUT|TIMEDOUT/.test(code)) return "Check the address, or try again later: set retries in the node's policy.";
  return "Check the address, and whether the server is running.";
}

/**
 * Whether the other side may have heard of a request that failed: its host was permitted and had an address. A refusal,
 * a name without an address and a request that cannot be written down reach nobody.
 */
export function mayHaveArrived(error: unknown): boolean {
  const causes = chainOf(error);
  const codes = causes.map((cause) => (cause as { code?: unknown }).code);
  const isOurs = causes.some((cause) => isAppError(cause) && refusals.has(cause.code));
  const hasNoAddress = codes.includes("ENOTFOUND") || codes.includes("EAI_AGAIN");
  return !isOurs && !hasNoAddress && !isUnsendable(error) && !causes.some(isClosedPort);
}

/** Ports of other services (1, 22, 25, 6667, …) that the fetch standard closes to every program. */
function isClosedPort(cause: unknown): boolean {
  return cause instanceof Error && cause.message === "bad port";
}

/** What fetch refuses before it asks anybody; all else it wraps as the cause of another error. */
function isUnsendable(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined;
}

const refusals: ReadonlySet<string> = new Set(["PERMISSION_NEEDED", "FORBIDDEN", "OFFLINE"]);

/** The error, its cause, the cause of that; of several at once (one for each address) the first. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (
    let one = error;
    one instanceof Error && chain.length < 10;
    one = one instanceof AggregateError ? one.errors[0] : one.cause
  )
    chain.push(one);
  return chain;
}
