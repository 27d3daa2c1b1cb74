import { isAppError } from "@/nodes/core/app-error";
import { isPassing } from "@/server/db/passing-error";

/** What the system lacks or meets for a moment: open files, memory, a disk or a network share that does not answer. */
const passingOnDisk = new Set(["EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EBUSY", "EIO", "ESTALE", "EINTR"]);

/** This process closes its database: another one, or its next life, can go on. */
const isEnding = "CONNECTION_ENDED";

const deepestCause = 8;

/** Whether what could not start a run may start it later without anybody changing anything. */
export function mayPass(error: unknown): boolean {
  let one = error;
  for (let depth = 0; one instanceof Error && depth < deepestCause; depth += 1) {
    if (isAppError(one) && one.retryable) return true;
    const { code } = one as { code?: unknown };
    if (isPassing(one) || code === isEnding || passingOnDisk.has(String(code))) return true;
    one = one.cause;
  }
  return false;
}
