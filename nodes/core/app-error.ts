import { cutText } from "./cut-text";

/**
 * One error for the whole product. Its code is grouped by who can act on it, its `userMessage` is a sentence for
 * people, its `message` is for the log.
 */

export const errorCodes = [
  // the author of the workflow
  "REQUEST_INVALID",
  "WORKFLOW_INVALID",
  "NODE_TYPE_UNKNOWN",
  "NODE_CONFIG_INVALID",
  "NODE_INPUT_INVALID",
  "NODE_OUTPUT_INVALID",
  "CONNECTION_INVALID",
  "TEMPLATE_INVALID",
  "EXPRESSION_INVALID",
  "GRAPH_CYCLE",
  "LIMIT_EXCEEDED",
  // the owner of this machine
  "SECRET_MISSING",
  "CREDENTIAL_REJECTED",
  "MODEL_NOT_FOUND",
  "MODEL_UNAVAILABLE",
  "PLUGIN_MISSING",
  "PERMISSION_NEEDED",
  "OFFLINE",
  // nobody: try again
  "RATE_LIMITED",
  "UPSTREAM_FAILED",
  "NETWORK_FAILED",
  "TIMED_OUT",
  "DATABASE_UNAVAILABLE",
  // the person chose it
  "CANCELED",
  // access
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  // us
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** HTTP status of each code: the one map that REST, tRPC and the OpenAI-compatible interface share. */
export const httpStatusOf: Record<ErrorCode, number> = {
  REQUEST_INVALID: 400,
  WORKFLOW_INVALID: 422,
  NODE_TYPE_UNKNOWN: 422,
  NODE_CONFIG_INVALID: 422,
  NODE_INPUT_INVALID: 422,
  NODE_OUTPUT_INVALID: 422,
  CONNECTION_INVALID: 422,
  TEMPLATE_INVALID: 422,
  EXPRESSION_INVALID: 422,
  GRAPH_CYCLE: 422,
  LIMIT_EXCEEDED: 413,
  SECRET_MISSING: 422,
  CREDENTIAL_REJECTED: 502,
  MODEL_NOT_FOUND: 404,
  MODEL_UNAVAILABLE: 503,
  PLUGIN_MISSING: 422,
  PERMISSION_NEEDED: 403,
  OFFLINE: 503,
  RATE_LIMITED: 429,
  UPSTREAM_FAILED: 502,
  NETWORK_FAILED: 502,
  TIMED_OUT: 504,
  DATABASE_UNAVAILABLE: 503,
  CANCELED: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INTERNAL: 500,
};

/** Codes where the same attempt may succeed later without anybody changing anything. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "RATE_LIMITED",
  "UPSTREAM_FAILED",
  "NETWORK_FAILED",
  "TIMED_OUT",
  "MODEL_UNAVAILABLE",
  "DATABASE_UNAVAILABLE",
]);

const brand = Symbol.for("heddle.AppError");

export interface AppErrorOptions {
  /** The sentence a person sees: what happened, where, what to do. Default: `message`. */
  readonly userMessage?: string;
  /** Whether the same attempt may succeed later. Default: decided by the code. */
  readonly retryable?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
  /** The config field that has to change, such as `prompt` or `fields[0].name`. */
  readonly field?: string;
  /** One sentence with the next step. */
  readonly hint?: string;
  /** The node that failed, where the error passed through the containers around it. */
  readonly place?: ErrorPlace;
}

export interface ErrorPlace {
  readonly nodeId: string;
  /** The item that the node stands in, such as `loop[2]`. */
  readonly path: string;
}

export class AppError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly retryable: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly field?: string;
  readonly hint?: string;
  readonly place?: ErrorPlace;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.userMessage = options.userMessage ?? message;
    this.retryable = options.retryable ?? retryableCodes.has(code);
    this.details = options.details;
    this.field = options.field;
    this.hint = options.hint;
    this.place = options.place;
  }
}

/** Recognised by a symbol: two copies of this module (bundles, workers) still know each other's errors. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}

/** The same error, said to be about that config field; one that names its field already, or is not ours, stays. */
export function inField(error: unknown, field: string | undefined): unknown {
  if (field === undefined || !isAppError(error) || error.field !== undefined || error.code === "CANCELED") return error;
  return changed(error, { field });
}

/** The same error, said to be of that node: the one place that can be put right. One that names its place already stays. */
export function inPlace(error: unknown, place: ErrorPlace): AppError {
  const known = toAppError(error);
  return known.place !== undefined || known.code === "CANCELED" ? known : changed(known, { place });
}

function changed(error: AppError, change: Pick<AppErrorOptions, "field" | "place">): AppError {
  const { code, message, userMessage, retryable, details, hint, cause, field, place } = error;
  return new AppError(code, message, { userMessage, retryable, details, hint, cause, field, place, ...change });
}

/** The one shape of an error in events, runs and ports: `message` and `cause` are sentences for people. */
export interface RunError {
  readonly code: ErrorCode;
  readonly message: string;
  /** The node that failed, also where the run or a container failed because of it. */
  readonly nodeId?: string;
  /** Of a node inside of containers: its item, such as `loop[2]`. */
  readonly path?: string;
  readonly field?: string;
  readonly cause?: string;
  readonly hint?: string;
}

/** Anything that was thrown, as an `AppError`; what we did not expect becomes `INTERNAL` with a plain sentence. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof Error && error.name === "AbortError")
    return new AppError("CANCELED", "This was canceled.", { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("INTERNAL", message, {
    userMessage: "Something went wrong inside Heddle. The log has the details.",
    cause: error,
  });
}

export function toRunError(error: unknown, nodeId?: string): RunError {
  const known = toAppError(error);
  const cause = known.code === "INTERNAL" ? undefined : causeOf(known.cause);
  return {
    code: known.code,
    message: withoutHint(known),
    ...(known.place ?? (nodeId === undefined ? {} : { nodeId })),
    ...(known.field === undefined ? {} : { field: known.field }),
    ...(cause === undefined || known.userMessage.includes(cause.slice(0, -1)) ? {} : { cause }),
    ...(known.hint === undefined ? {} : { hint: known.hint }),
  };
}

const deepestCause = 8;
const longestCause = 300;

/** What the innermost error said, as a sentence: libraries wrap it in others that say less. */
function causeOf(thrown: unknown): string | undefined {
  let said: string | undefined;
  let one = thrown;
  for (let depth = 0; one instanceof Error && depth < deepestCause; depth += 1) {
    const words = isAppError(one) ? one.userMessage : one.message;
    if (words.trim() !== "") said = words;
    // Several addresses of one name were tried at once.
    one = one instanceof AggregateError ? (one.errors[0] ?? one.cause) : one.cause;
  }
  const line = cutText((said ?? "").replace(/\s+/g, " ").trim(), longestCause);
  if (line === "") return undefined;
  return /[.!?…]["”)]?$/.test(line) ? line : `${line}.`;
}

/** A sentence for places that show one text alone ends with the next step; here that has a place of its own. */
function withoutHint({ userMessage, hint }: AppError): string {
  return hint !== undefined && userMessage.endsWith(` ${hint}`) ? userMessage.slice(0, -hint.length - 1) : userMessage;
}

/** An error of the log as it was thrown once. */
export function fromRunError(error: RunError): AppError {
  return new AppError(error.code, error.message, {
    field: error.field,
    hint: error.hint,
    ...(error.nodeId === undefined || error.path === undefined
      ? {}
      : { place: { nodeId: error.nodeId, path: error.path } }),
    ...(error.cause === undefined ? {} : { cause: new Error(error.cause) }),
  });
}
