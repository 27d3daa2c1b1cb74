import { AppError } from "@/nodes/core/app-error";
import { env } from "@/server/env";
import { sharedOutbound } from "@/server/security/shared-outbound";

export interface FetchedPage {
  readonly bytes: Uint8Array;
  readonly declared?: string;
}

const timeoutMs = 30_000;

/**
 * What stands at an address that a person asked for: public hosts, and private ones that HEDDLE_ALLOW_HOSTS names. Throws
 * what the outbound client throws, `UPSTREAM_FAILED`, `LIMIT_EXCEEDED`, `TIMED_OUT`.
 */
export async function fetchPage(address: string, signal: AbortSignal): Promise<FetchedPage> {
  const limit = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, limit]);
  try {
    const response = await sharedOutbound().open({ hosts: [], implied: true })(address, {
      headers: { accept: "text/html,application/xhtml+xml,text/*;q=0.9,application/pdf;q=0.8,*/*;q=0.5" },
      signal: either,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw refused(address, response.status);
    }
    const declared = response.headers.get("content-type") ?? undefined;
    return { bytes: await readAtMost(response, address), ...(declared === undefined ? {} : { declared }) };
  } catch (error) {
    signal.throwIfAborted();
    if (!limit.aborted) throw error;
    throw new AppError("TIMED_OUT", `${new URL(address).host} took longer than ${timeoutMs / 1_000} seconds.`, {
      hint: "Try again later.",
      cause: error,
    });
  }
}

async function readAtMost(response: Response, address: string): Promise<Uint8Array> {
  const most = env().mostDocumentBytes;
  const parts: Uint8Array[] = [];
  let size = 0;
  const tooLarge = () =>
    new AppError("LIMIT_EXCEEDED", `What stands at ${address} is larger than ${most / 1024 / 1024} MB.`, {
      hint: "Add a smaller page, or raise HEDDLE_MAX_DOCUMENT_MB.",
    });
  if (Number(response.headers.get("content-length") ?? 0) > most) {
    await response.body?.cancel();
    throw tooLarge();
  }
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refused(address: string, status: number): AppError {
  const isPassing = status === 429 || status >= 500;
  return new AppError("UPSTREAM_FAILED", `${new URL(address).host} answered ${status} to the request for this page.`, {
    retryable: isPassing,
    hint: isPassing ? "Try again later." : "Check the address; a page behind a login cannot be read.",
  });
}
