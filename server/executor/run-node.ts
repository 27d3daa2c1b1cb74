import { setTimeout as delay } from "node:timers/promises";
import { AppError, isAppError, toAppError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode, OutputRef } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import { nodeRunKey } from "@/nodes/core/run-state";
import type { Execution } from "@/server/executor/execution";
import { hasLarge, storeLargeOutputs } from "@/server/executor/large-values";
import { openModel } from "@/server/executor/lend-model";
import { openTools } from "@/server/executor/lend-tools";
import { nodeContext } from "@/server/executor/node-context";
import { NodeSpans } from "@/server/executor/node-spans";
import { PausableTimer } from "@/server/executor/pausable-timer";
import { type ResolvedInputs, resolveInputs } from "@/server/executor/resolve-inputs";
import { retries, retryDelay } from "@/server/executor/retry-policy";
import { TextDeltas } from "@/server/executor/text-deltas";

/** What a node run gave: its outputs, or nothing when a person chose to skip it. */
export type NodeResult = NodeOutputs | "skipped";

/**
 * Runs one node to its end: inputs, attempts with backoff, `onError`. The only place that catches what runners throw.
 * Resolves when its end is stored as far as it has to be; rejects when the failure is to fail the run (or, for a tool,
 * is to be told to its caller).
 */
export async function runNode(execution: Execution, node: GraphNode, call?: ToolCallSite): Promise<NodeResult> {
  const path = call?.path ?? "";
  const refs = node.inputs.flatMap((input) => input.from);
  if (execution.values.needsLoading([...refs, ...node.toolInputs]))
    await execution.values.load([...refs, ...node.toolInputs]);
  const resolved = withArguments(
    resolveInputs(node, (ref) => execution.valueOf(ref)),
    call?.args,
  );
  const start = await firstAttempt(execution, node, path, call?.limit);
  const signal = call?.limit.signal ?? execution.signal;
  if (start === "skip") return skip(execution, node, path);
  for (let attempt = start.attempt; ; attempt++) {
    const startedAt = performance.now();
    try {
      if (start.failure !== undefined && attempt === start.attempt) throw start.failure;
      if (!node.pure) await announce(execution, node, { path, attempt, call });
      const { outputs, usage } = await attemptOnce(execution, node, path, attempt, resolved, call?.limit);
      await complete(execution, node, { path, attempt, outputs, durationMs: performance.now() - startedAt, usage });
      return outputs;
    } catch (thrown) {
      const error = failureOf(thrown, signal);
      if (execution.isClosed) throw error;
      if (signal.aborted) {
        execution.log.append({ type: "node.canceled", nodeId: node.id, path, attempt });
        throw error;
      }
      if (!retries(node.policy, attempt, error))
        return fail(execution, node, {
          path,
          attempt,
          error,
          durationMs: performance.now() - startedAt,
          isTool: call !== undefined,
        });
      await waitForRetry(execution, node, { path, attempt, error, signal });
    }
  }
}

/** Where a tool call stands: its path, the arguments for the inputs that are not connected, and its caller's time. */
export interface ToolCallSite {
  readonly path: string;
  readonly args: JsonObject;
  readonly limit: TimeLimit;
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
  callerLimit: TimeLimit | undefined,
): Promise<Start | "skip"> {
  const before = execution.log.state.nodeRuns.get(nodeRunKey(node.id, path));
  if (before === undefined || (before.status !== "running" && before.status !== "waiting")) return { attempt: 1 };
  const attempt = Math.max(1, before.attempt);
  if (!node.idempotent) {
    callerLimit?.pause();
    const { decision } = await execution.decisions.ask({
      nodeId: node.id,
      path,
      reason: "decision",
      choices: ["retry", "skip", "fail"],
      details: { why: "The server stopped while this node was at work, and it may not run twice without your word." },
    });
    callerLimit?.resume();
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
async function announce(execution: Execution, node: GraphNode, { path, attempt, call }: Announcement): Promise<void> {
  const input = shownInputs(execution, node, call);
  execution.log.append({ type: "node.started", nodeId: node.id, path, attempt, input });
  await execution.log.committed();
}

/** The inputs as the log shows them: what is stored by reference stays a reference. */
function shownInputs(execution: Execution, node: GraphNode, call: ToolCallSite | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const { port, from } of node.inputs) {
    const living = from.filter((ref) => execution.valueOf(ref) !== undefined);
    if (living.length === 0) continue;
    shown[port.name] =
      port.many === true
        ? living.map((ref) => execution.values.shown(ref))
        : execution.values.shown(living[0] as OutputRef);
  }
  return { ...shown, ...call?.args };
}

async function attemptOnce(
  execution: Execution,
  node: GraphNode,
  path: string,
  attempt: number,
  resolved: ResolvedInputs,
  callerLimit: TimeLimit | undefined,
) {
  const runner = await execution.services.runnerOf(node.definition.type);
  if (runner === undefined)
    throw new AppError("NODE_TYPE_UNKNOWN", `The node type ${node.definition.type} has nothing to run.`);
  const at = { nodeId: node.id, path, attempt };
  // After the run has ended, a runner that did not listen to its signal writes into nothing.
  const append: Execution["log"]["append"] = (event) => {
    if (!execution.isClosed) execution.log.append(event);
  };
  const spans = new NodeSpans({
    nodeRun: execution.log.state.nodeRuns.get(nodeRunKey(node.id, path)),
    at,
    append,
    committed: () => execution.log.committed(),
  });
  const deltas = new TextDeltas(append, at);
  const limit = timeLimit(callerLimit?.signal ?? execution.signal, node);
  try {
    const model = await openModel(execution, node, limit);
    const tools = openTools(execution, node, path, limit);
    const work = runner(
      nodeContext({
        node,
        path,
        attempt,
        resolved,
        run: execution.facts,
        signal: limit.signal,
        append,
        spans,
        deltas,
        fetch: execution.fetch,
        model,
        tools,
      }),
    );
    const outputs = work instanceof Promise ? await raceAbort(work, limit.signal) : work;
    return { outputs, usage: spans.usage };
  } finally {
    limit.stop();
    deltas.stop();
  }
}

export interface TimeLimit {
  readonly signal: AbortSignal;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

const nothing = () => {};

/** The node's own deadline on top of the run's (or its caller's) signal; a node without one pays nothing for it. */
function timeLimit(signal: AbortSignal, node: GraphNode): TimeLimit {
  const { timeoutMs } = node.policy;
  if (timeoutMs === undefined) return { signal, pause: nothing, resume: nothing, stop: nothing };
  const own = new AbortController();
  const timer = new PausableTimer(timeoutMs, () => own.abort(nodeTimeout(node, timeoutMs)));
  return {
    signal: AbortSignal.any([signal, own.signal]),
    pause: () => timer.pause(),
    resume: () => timer.resume(),
    stop: () => timer.stop(),
  };
}

function nodeTimeout(node: GraphNode, timeoutMs: number): AppError {
  return new AppError(
    "TIMED_OUT",
    `${node.title} took longer than ${timeoutMs.toLocaleString("en-US")} ms (policy.timeoutMs).`,
    {
      hint: "Raise the time limit in the node's policy, or make it do less.",
    },
  );
}

/** A runner that does not listen to its signal must not hold up the run. */
function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** What went wrong, also where a library turned our abort into an error of its own. */
function failureOf(thrown: unknown, signal: AbortSignal): AppError {
  return toAppError(signal.aborted && isAppError(signal.reason) ? signal.reason : thrown);
}

interface Completion {
  readonly path: string;
  readonly attempt: number;
  readonly outputs: NodeOutputs;
  readonly durationMs: number;
  readonly usage?: NodeSpans["usage"];
  readonly error?: AppError;
}

async function complete(execution: Execution, node: GraphNode, completion: Completion): Promise<void> {
  const { path, attempt, outputs, durationMs, usage, error } = completion;
  if (execution.isClosed) return;
  const large = hasLarge(outputs);
  if (large) execution.keep(node, path, outputs);
  const output = large ? await storeLargeOutputs(execution.services.database, execution.facts.id, outputs) : outputs;
  if (execution.isClosed) return;
  execution.log.append({
    type: "node.completed",
    nodeId: node.id,
    path,
    ...(node.pure ? {} : { attempt }),
    output,
    firedPorts: firedPorts(node, outputs, error),
    ...(usage === undefined || usage.modelCalls === 0 ? {} : { usage }),
    durationMs: Math.round(durationMs * 1000) / 1000,
    ...(error === undefined ? {} : { error: toRunError(error, node.id) }),
  });
  if (!node.pure) await execution.log.committed();
}

/** Ports that are declared and were given a value. */
function firedPorts(node: GraphNode, outputs: NodeOutputs, error: AppError | undefined): string[] {
  const declared = error !== undefined && node.policy.onError === "branch" ? ["error"] : node.dataOutputs;
  return declared.filter((port) => outputs[port] !== undefined);
}

interface Failure {
  readonly path: string;
  readonly attempt: number;
  readonly error: AppError;
  readonly durationMs: number;
  readonly isTool: boolean;
}

/** `stop` fails the run, `continue` goes on with null, `branch` fires the error port. A tool's failure is its caller's. */
async function fail(execution: Execution, node: GraphNode, failure: Failure): Promise<NodeOutputs> {
  const { path, attempt, error, durationMs, isTool } = failure;
  const { onError } = node.policy;
  if (onError === "stop" || isTool) {
    execution.log.append({
      type: "node.failed",
      nodeId: node.id,
      path,
      attempt,
      error: toRunError(error, node.id),
      durationMs: Math.round(durationMs),
    });
    throw error;
  }
  const outputs: Record<string, JsonValue> =
    onError === "branch"
      ? { error: toRunError(error, node.id) as unknown as JsonObject }
      : Object.fromEntries(node.dataOutputs.map((port) => [port, null]));
  await complete(execution, node, { path, attempt, outputs, durationMs, error });
  return outputs;
}

interface Pause {
  readonly path: string;
  readonly attempt: number;
  readonly error: AppError;
  readonly signal: AbortSignal;
}

async function waitForRetry(
  execution: Execution,
  node: GraphNode,
  { path, attempt, error, signal }: Pause,
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
  try {
    await delay(delayMs, undefined, { signal });
  } catch (aborted) {
    if (!execution.isClosed) execution.log.append({ type: "node.canceled", nodeId: node.id, path, attempt });
    throw failureOf(aborted, signal);
  }
}
