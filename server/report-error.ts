import { type AppError, toAppError } from "@/nodes/core/app-error";
import { logger } from "@/server/logger";
import { newId } from "@/server/new-id";

/** An error as it leaves the server: a sentence for people, never a stack, a path or a query. */
export interface ReportedError {
  readonly error: AppError;
  /** Names the entry of the log, where there is one. */
  readonly id?: string;
}

/** What we did not expect is logged under an id, and the client is told the id. */
export function reportError(thrown: unknown, where: string): ReportedError {
  const error = toAppError(thrown);
  if (error.code !== "INTERNAL") return { error };
  const id = newId();
  logger().error({ err: error.cause instanceof Error ? error.cause : error, errorId: id, where }, "A request failed");
  return { error, id };
}
