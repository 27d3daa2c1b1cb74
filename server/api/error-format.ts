import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { AppError, type ErrorCode, httpStatusOf } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";
import { issuesOf } from "@/server/http/problem";
import { requestInvalid } from "@/server/http/route";
import { reportError } from "@/server/report-error";

/** An error as the pages get it, under `data.app` of every tRPC error. */
export interface SentError {
  readonly code: ErrorCode;
  /** A sentence for people. */
  readonly message: string;
  readonly hint?: string;
  readonly field?: string;
  readonly issues?: readonly Issue[];
  /** Grants that are missing, with `PERMISSION_NEEDED`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Names the entry of the server's log. */
  readonly id?: string;
}

export function toSentError(thrown: TRPCError, where: string): SentError {
  const { error, id } = reportError(appErrorBehind(thrown), where);
  const issues = issuesOf(error);
  const missing = error.details?.missing;
  return {
    code: error.code,
    message: error.userMessage,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(issues === undefined ? {} : { issues }),
    ...(missing === undefined ? {} : { details: { missing } }),
    ...(id === undefined ? {} : { id }),
  };
}

/** What a procedure threw, with the status that HTTP gives it. */
export function toTrpcError(thrown: TRPCError, where: string): TRPCError {
  const { error } = reportError(appErrorBehind(thrown), where);
  const code = trpcCodes[httpStatusOf[error.code]];
  return code === undefined || code === thrown.code
    ? thrown
    : new TRPCError({ code, message: error.userMessage, cause: thrown.cause });
}

function appErrorBehind(thrown: TRPCError): unknown {
  const { cause } = thrown;
  if (cause instanceof ZodError) return requestInvalid(cause, "the request");
  const code = ownCodes[thrown.code];
  // tRPC reads the body itself, and says so of JSON that was cut off.
  if (cause instanceof SyntaxError && code !== undefined)
    return new AppError(code, "The request is no valid JSON: it may be cut off.", { cause });
  if (cause !== undefined) return cause;
  return code === undefined ? thrown : new AppError(code, thrown.message);
}

/** What tRPC itself finds wrong, before a procedure of ours is called. */
const ownCodes: Partial<Record<TRPCError["code"], ErrorCode>> = {
  PARSE_ERROR: "REQUEST_INVALID",
  BAD_REQUEST: "REQUEST_INVALID",
  METHOD_NOT_SUPPORTED: "REQUEST_INVALID",
  UNSUPPORTED_MEDIA_TYPE: "REQUEST_INVALID",
  NOT_FOUND: "NOT_FOUND",
  PAYLOAD_TOO_LARGE: "LIMIT_EXCEEDED",
};

const trpcCodes: Partial<Record<number, TRPCError["code"]>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
};
