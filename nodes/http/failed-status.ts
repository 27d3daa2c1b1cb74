import { AppError, type ErrorCode } from "../core/app-error";
import { readBytes } from "./read-body";

/** A status of 400 or above as an error: who can act on it, and the start of what the server said. */
export async function failedStatus(response: Response, url: URL): Promise<AppError> {
  const { status } = response;
  const said = await startOfBody(response);
  const message = `${url.host} answered with status ${status}${response.statusText === "" ? "" : ` ${response.statusText}`}.${said === "" ? "" : ` It said: "${said}".`}`;
  const code = codeOf(status);
  return new AppError(code, message, {
    field: fieldOf(status),
    hint: hintOf(status),
    retryable: isPassing(status),
    details: { status },
  });
}

/** Where the request has to change for another answer. */
function fieldOf(status: number): string {
  if (status === 401 || status === 403 || status === 407) return "headers";
  if (status === 405 || status === 501) return "method";
  return [400, 409, 413, 415, 422].includes(status) ? "body" : "url";
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403 || status === 407) return "CREDENTIAL_REJECTED";
  return status === 429 ? "RATE_LIMITED" : "UPSTREAM_FAILED";
}

/** Statuses that may be another one in a moment. */
function isPassing(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

function hintOf(status: number): string {
  if (status === 401 || status === 403 || status === 407)
    return "Check the key or password in the headers, and what it may do.";
  if (status === 404 || status === 410) return "Check the address.";
  if (status === 429) return "Wait, or set retries with a longer delay in the node's policy.";
  if (isPassing(status)) return "Try again later, or set retries in the node's policy.";
  return "Check method, headers and body; or switch failOnStatus off to work with the answer.";
}

async function startOfBody(response: Response): Promise<string> {
  try {
    const text = (await readBytes(response, 1024 * 1024)).toString();
    return text.replace(/\s+/g, " ").trim().slice(0, 300);
  } catch {
    // The status says what went wrong; a body that does not arrive adds nothing.
    return "";
  }
}
