import type { AppError, ErrorCode } from "@/nodes/core/app-error";
import type { ResolvedPolicy } from "@/nodes/core/workflow";

/** The node itself would meet the same refusal again. What a container repeats may give it other values. */
const sameWithSameValues: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "REQUEST_INVALID",
  "NODE_CONFIG_INVALID",
  "NODE_INPUT_INVALID",
  "TEMPLATE_INVALID",
  "EXPRESSION_INVALID",
]);

/** Another attempt would meet the same refusal: somebody has to change something first. */
const hopeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "WORKFLOW_INVALID",
  "NODE_TYPE_UNKNOWN",
  "CONNECTION_INVALID",
  "GRAPH_CYCLE",
  "SECRET_MISSING",
  "CREDENTIAL_REJECTED",
  "MODEL_NOT_FOUND",
  "PLUGIN_MISSING",
  "PERMISSION_NEEDED",
  "OFFLINE",
  "CANCELED",
  "FORBIDDEN",
  "UNAUTHENTICATED",
]);

/** Whether an attempt that failed like this is followed by another one. `attempt` counts from 1. */
export function retries(
  { policy, inner }: { readonly policy: ResolvedPolicy; readonly inner?: unknown },
  attempt: number,
  error: AppError,
): boolean {
  if (attempt > policy.retries || hopeless.has(error.code)) return false;
  return inner !== undefined || !sameWithSameValues.has(error.code);
}

const longestDelayMs = 3_600_000;

/** Milliseconds before the attempt after this one: exponential, and at least what a server asked for. */
export function retryDelay(policy: ResolvedPolicy, attempt: number, error: AppError): number {
  const asked = Number(error.details?.retryAfterMs ?? 0);
  const delay = policy.retryDelayMs * policy.backoff ** (attempt - 1);
  return Math.min(longestDelayMs, Math.max(delay, Number.isFinite(asked) ? asked : 0));
}

/** Of a pause that a restart cut: what is left of it, however the clock was set meanwhile. In milliseconds. */
export function delayLeft(nextAttemptAt: number): number {
  return Math.min(longestDelayMs, Math.max(0, nextAttemptAt - Date.now()));
}
