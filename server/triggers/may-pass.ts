import { isAppError } from "@/nodes/core/app-error";
import { isPassing } from "@/server/db/passing-error";
import { isPassingOnDisk } from "@/server/files/passing-on-disk";

/** This process closes its database: another one, or its next life, can go on. */
const isEnding = "CONNECTION_ENDED";

const deepestCause = 8;

/** Whether what could not start a run may start it later without anybody changing anything. */
export function mayPass(error: unknown): boolean {
  let one = error;
  for (let depth = 0; one instanceof Error && depth < deepestCause; depth += 1) {
    if (isAppError(one) && one.retryable) return true;
    if (isPassing(one) || isPassingOnDisk(one) || (one as { code?: unknown }).code === isEnding) return true;
    one = one.cause;
  }
  return false;
}
