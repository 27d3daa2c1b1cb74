import { expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { resolvePolicy } from "@/nodes/core/workflow";
import { delayLeft, retries, retryDelay } from "@/server/executor/retry-policy";

const failed = (details?: Record<string, unknown>) => new AppError("UPSTREAM_FAILED", "no", { details });

test("attempts after the first one are counted", () => {
  const policy = resolvePolicy({ retries: 2 });
  expect([1, 2, 3].map((attempt) => retries({ policy }, attempt, failed()))).toEqual([true, true, false]);
});

test("pauses grow, are at least what the server asked for, and end", () => {
  const policy = resolvePolicy({ retries: 100, retryDelayMs: 100, backoff: 3 });
  expect([1, 2, 3].map((attempt) => retryDelay(policy, attempt, failed()))).toEqual([100, 300, 900]);
  expect(retryDelay(policy, 1, failed({ retryAfterMs: 250 }))).toBe(250);
  expect(retryDelay(policy, 3, failed({ retryAfterMs: 250 }))).toBe(900);
  expect(retryDelay(policy, 1, failed({ retryAfterMs: "soon" }))).toBe(100);
  expect(retryDelay(policy, 100, failed())).toBe(3_600_000);
});

test("what would fail in the same way is tried again only by a container, whose nodes may give other values", () => {
  const policy = resolvePolicy({ retries: 2 });
  const error = new AppError("EXPRESSION_INVALID", "no");
  expect([retries({ policy }, 1, error), retries({ policy, inner: {} }, 1, error)]).toEqual([false, true]);
  const forbidden = new AppError("PERMISSION_NEEDED", "no");
  expect([retries({ policy }, 1, forbidden), retries({ policy, inner: {} }, 1, forbidden)]).toEqual([false, false]);
});

test("what is left of a pause is never negative, nor longer than a pause can be when the clock was set back", () => {
  expect(delayLeft(Date.now() - 1_000)).toBe(0);
  expect(delayLeft(Date.now() + 86_400_000)).toBe(3_600_000);
  expect(delayLeft(Date.now() + 10_000)).toBeGreaterThan(9_000);
});
