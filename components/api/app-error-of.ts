import type { ErrorCode, RunError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";

/** An error of the server as the interface shows it. */
export interface ClientError {
  readonly code: ErrorCode;
  /** A sentence for people. */
  readonly message: string;
  readonly hint?: string;
  /** The config field or input that has to change. */
  readonly field?: string;
  readonly nodeId?: string;
  readonly issues?: readonly Issue[];
  /** Names the entry of the server's log. */
  readonly id?: string;
}

/**
 * What a failed call tells people: the server's own sentence where there is one (`data.app` of a tRPC error), and else
 * whether the server was not reached at all.
 */
export function appErrorOf(error: unknown): ClientError {
  const sent = sentByServer(error);
  if (sent !== undefined) return sent;
  if (isAbort(error)) return { code: "CANCELED", message: "This was canceled." };
  if (neverArrived(error)) {
    return {
      code: "NETWORK_FAILED",
      message: "The Heddle server does not answer.",
      hint: "Check that it is running in its terminal (npm start). This page goes on by itself when it is back.",
    };
  }
  return {
    code: "INTERNAL",
    message: error instanceof Error && error.message !== "" ? error.message : "Something went wrong.",
  };
}

/** The same for the error that a run or node run ended with. */
export function clientErrorOfRun(error: RunError): ClientError {
  return { code: error.code, message: error.message, hint: error.hint, field: error.field, nodeId: error.nodeId };
}

function sentByServer(error: unknown): ClientError | undefined {
  const app = property(property(error, "data"), "app");
  const code = property(app, "code");
  const message = property(app, "message");
  return typeof code === "string" && typeof message === "string" ? (app as ClientError) : undefined;
}

/** A tRPC error without an answer's shape: the request never came to an end. */
function neverArrived(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return property(error, "name") === "TRPCClientError" && property(error, "shape") === undefined;
}

function isAbort(error: unknown): boolean {
  return property(error, "name") === "AbortError" || property(property(error, "cause"), "name") === "AbortError";
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
