import { AppError, isAppError, toAppError } from "@/nodes/core/app-error";
import { databaseErrorOf } from "@/server/db/database-error";
import { isDatabaseAway } from "@/server/db/passing-error";
import { logger } from "@/server/logger";
import { newId } from "@/server/new-id";

/** An error as it leaves the server: a sentence for people, never a stack, a path or a query. */
export interface ReportedError {
  readonly error: AppError;
  /** Names the entry of the log, where there is one. */
  readonly id?: string;
}

const reported = new WeakMap<object, ReportedError>();

/** What we did not expect is logged under an id, once, and the client is told the id. */
export function reportError(thrown: unknown, where: string): ReportedError {
  const known = typeof thrown === "object" && thrown !== null ? reported.get(thrown) : undefined;
  if (known !== undefined) return known;
  const report = log(thrown, where);
  if (typeof thrown === "object" && thrown !== null) reported.set(thrown, report);
  return report;
}

function log(thrown: unknown, where: string): ReportedError {
  const error = databaseAway(thrown, where) ?? unstorable(thrown) ?? toAppError(thrown);
  if (error.code !== "INTERNAL") return { error };
  const id = newId();
  logger().error({ err: error.cause instanceof Error ? error.cause : error, errorId: id, where }, "A request failed");
  return { error, id };
}

/** Nobody's fault, and it passes: whoever asked may ask again. */
function databaseAway(thrown: unknown, where: string): AppError | undefined {
  const isTold = isAppError(thrown) && thrown.code !== "INTERNAL";
  if (isTold || !isDatabaseAway(thrown)) return undefined;
  logger().warn({ err: thrown, where }, "A request failed: the database is away");
  return new AppError("DATABASE_UNAVAILABLE", "The database does not answer at present.", {
    hint: "Try again in a moment.",
    cause: thrown,
  });
}

/** SQLSTATEs of values that the database cannot hold, wherever they came in; only the sender can change that. */
const unstorableValues: Readonly<Record<string, string>> = {
  "22021": "The request has a character in it that no text may have (NUL).",
  "22003": "The request has a number in it that is too large.",
  "22007": "The request has a date in it that is none.",
  "22008": "The request has a date in it that is too far away.",
};

function unstorable(thrown: unknown): AppError | undefined {
  const message = unstorableValues[databaseErrorOf(thrown)?.code ?? ""];
  return message === undefined ? undefined : new AppError("REQUEST_INVALID", message, { cause: thrown });
}
