import { setTimeout as delay } from "node:timers/promises";
import { AppError, isAppError, toAppError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import { attemptNode } from "@/server/executor/attempt-node";
import { completeNode, failNode } from "@/server/executor/end-node-run";
import type { Execution } from "@/server/executor/execution";
import { holdNode } from "@/server/executor/hold-node";
import { type ResolvedInputs, resolveInputs } from "@/server/executor/resolve-inputs";
import { delayLeft, retries, retryDelay } from "@/server/executor/retry-policy";
import { reuseKey } from "@/server/executor/reuse-key";
import type { Scope } from "@/server/executor/scope";
import { shownInputs } from "@/server/executor/shown-inputs";
import type { TimeLimit } from "@/server/executor/time-limit";
import type { NodeResult, ToolCallSite } from "@/server/executor/tool-call";
import { findResult } from "@/server/reuse/find-result";
import { keepResult } from "@/server/reuse/keep-result";

/**
 * Runs one node to its end: inputs, attempts with backoff, `onError`. The only place that catches what runners throw.
 * Resolves when its end is stored as far as it has to be; rejects when the failure is to fail the run (or, for a tool,
 * is to be told to its caller).
 */
export async function runNode(scope: Scope, node: GraphNode, call?: ToolCallSite): Promise<NodeResult> {
  const { execution } = scope;
  const path = call?.path ?? scope.path;
  const callerLimit = call?.limit ?? scope.limit;
  const { signal } = callerLimit;
  const outputs = scope.stored([...node.inputs.flatMap((input) => input.from), ...node.awaits]);
  if (execution.values.needsLoading(outputs)) await execution.values.load(outputs);
  const resolved = withArguments(
    resolveInputs(node, (ref) => scope.valueOf(ref)),
    call?.args,
  );
  // Nobody asks for what a container gives that the run ends in.
  const isOnWay = execution.way?.leadsInto(node.id, path) === true;
  const pinned = isOnWay ? undefined : pinnedOutputs(node);
  if (pinned !== undefined) return standIn(scope, node, path, pinned, "pin");
  await holdNode(scope, node, call);
  const key = call === undefined ? await reuseKey(scope, node, resolved) : undefined;
  const found = key === undefined ? undefined : await findResult(execution.services.database, key);
  if (found !== undefined) return standIn(scope, node, path, found.outputs, found.runId);
  const start = await firstAttempt(execution, node, path, signal, callerLimit);
  if (start === "skip") return skip(execution, node, path);
  for (let attempt = start.attempt; ; attempt++) {
    const startedAt = performance.now();
    try {
      if (start.failure !== undefined && attempt === start.attempt) throw start.failure;
      if (!node.pure) await announce(scope, node, { path, attempt, call });
      const { outputs, usage, isFromFallback, effects } = await attemptNode(
        scope,
        node,
        path,
        attempt,
        resolved,
        callerLimit,
      );
      await completeNode(execution, node, {
        path,
        attempt,
        outputs,
        durationMs: performance.now() - startedAt,
        usage,
        effects,
      });
      if (key !== undefined && !isFromFallback) keep(scope, node, key, outputs);
      return outputs;
    } catch (thrown) {
      const error = failureOf(thrown, signal);
      if (execution.isClosed) throw error;
      if (signal.aborted) {
        execution.log.append({ type: "node.canceled", nodeId: node.id, path, attempt });
        throw error;
      }
      if (!retries(node, attempt, error))
        return failNode(execution, node, {
          path,
          attempt,
          error,
          durationMs: performance.now() - startedAt,
          isFinal: isOnWay || call !== undefined,
        });
      await waitForRetry(execution, node, { path, attempt, error, signal });
    }
  }
}

/** What a person fixed while the workflow is being built; ports that the node has not are left out. */
function pinnedOutputs({ node, dataOutputs }: GraphNode): NodeOutputs | undefined {
  if (node.pinned === undefined) return undefined;
  return Object.fromEntries(Object.entries(node.pinned).filter(([port]) => dataOutputs.includes(port))) as NodeOutputs;
}

/** Outputs that are there already take the place of a run of the node. */
async function standIn(
  { execution }: Scope,
  node: GraphNode,
  path: string,
  outputs: NodeOutputs,
  reusedFrom: string,
): Promise<NodeOutputs> {
  await completeNode(execution, node, { path, attempt: 1, outputs, durationMs: 0, reusedFrom });
  return outputs;
}

function keep({ execution }: Scope, node: GraphNode, key: string, outputs: NodeOutputs): void {
  const { workspaceId, runId } = execution.log;
  keepResult(execution.services.database, { key, workspaceId, runId, nodeType: node.definition.type, outputs });
}

function withArguments(resolved: ResolvedInputs, args: JsonObject | undefined): ResolvedInputs {
  return args === undefined ? resolved : { ...resolved, inputs: { ...resolved.inputs, ...args } };
}

interface Start {
  readonly attempt: number;
  /** A person decided that it failed. */
  readonly failure?: AppError;
}

/**
 * The number of the attempt to begin with. A node run that a crash interrupted goes on with its number when it may run
 * twice; otherwise a person decides.
 */
async function firstAttempt(
  execution: Execution,
  node: GraphNode,
  path: string,
  signal: AbortSignal,
  callerLimit: TimeLimit,
): Promise<Start | "skip"> {
  const before = execution.log.state.nodeRuns.get(nodeRunKey(node.id, path));
  if (before === undefined || (before.status !== "running" && before.status !== "waiting")) return { attempt: 1 };
  const attempt = Math.max(1, before.attempt);
  if (before.nextAttemptAt !== undefined) {
    await pause(execution, node, { path, attempt, ms: delayLeft(before.nextAttemptAt), signal });
    return { attempt };
  }
  // One that was only allowed, and not begun, has done nothing yet.
  if (!node.idempotent && before.startedAt !== undefined) {
    callerLimit.pause();
    const { decision } = await execution.decisions.ask({
      nodeId: node.id,
      path,
      reason: "decision",
      choices: ["retry", "skip", "fail"],
      details: { why: "The server stopped while this node was at work, and it may not run twice without your word." },
    });
    callerLimit.resume();
    if (decision === "skip") return "skip";
    if (decision === "fail")
      return {
        attempt,
        failure: new AppError("CANCELED", `${node.title} was interrupted, and it was decided that it failed.`),
      };
  }
  if (before.startedAt !== undefined)
    execution.log.append({ type: "node.retried", nodeId: node.id, path, attempt, error: "interrupted" });
  return { attempt };
}

function skip(execution: Execution, node: GraphNode, path: string): NodeResult {
  execution.log.append({ type: "node.skipped", nodeId: node.id, path, reason: "decision" });
  return "skipped";
}

interface Announcement {
  readonly path: string;
  readonly attempt: number;
  readonly call?: ToolCallSite;
}

/** A node that costs or changes something starts only after the log says so: a crash must not hide what was sent. */
async function announce(scope: Scope, node: GraphNode, { path, attempt, call }: Announcement): Promise<void> {
  const { execution } = scope;
  if (execution.isClosed) throw new AppError("CANCELED", "The run is over.");
  const input = shownInputs(scope, node, call);
  execution.log.append({ type: "node.started", nodeId: node.id, path, attempt, input });
  await execution.log.committed();
}

/** What went wrong, also where a library turned our abort into an error of its own. */
function failureOf(thrown: unknown, signal: AbortSignal): AppError {
  return toAppError(signal.aborted && isAppError(signal.reason) ? signal.reason : thrown);
}

interface Failed {
  readonly path: string;
  readonly attempt: number;
  readonly error: AppError;
  readonly signal: AbortSignal;
}

async function waitForRetry(
  execution: Execution,
  node: GraphNode,
  { path, attempt, error, signal }: Failed,
): Promise<void> {
  const delayMs = retryDelay(node.policy, attempt, error);
  execution.log.append({
    type: "node.retried",
    nodeId: node.id,
    path,
    attempt: attempt + 1,
    error: toRunError(error, node.id),
    delayMs,
  });
  await pause(execution, node, { path, attempt, ms: delayMs, signal });
}

interface Pause {
  readonly path: string;
  readonly attempt: number;
  readonly ms: number;
  readonly signal: AbortSignal;
}

async function pause(execution: Execution, node: GraphNode, { path, attempt, ms, signal }: Pause): Promise<void> {
  const back = execution.starts.stepAside(nodeRunKey(node.id, path));
  try {
    await delay(ms, undefined, { signal });
    await back();
  } catch (aborted) {
    if (!execution.isClosed) execution.log.append({ type: "node.canceled", nodeId: node.id, path, attempt });
    throw failureOf(aborted, signal);
  }
}
