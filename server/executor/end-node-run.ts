import { type AppError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Usage } from "@/nodes/core/trace-event";
import type { Execution } from "@/server/executor/execution";
import { hasLarge, storeLargeValues } from "@/server/executor/large-values";
import type { Effect } from "@/server/runs/effect";

interface Completion {
  readonly path: string;
  readonly attempt: number;
  readonly outputs: NodeOutputs;
  readonly durationMs: number;
  readonly usage?: Usage;
  readonly error?: AppError;
  /** The run whose result stands in, or `pin`. */
  readonly reusedFrom?: string;
  /** What is to be stored with it. */
  readonly effects?: readonly Effect[];
}

/**
 * Notes a node run's outputs. It waits for no commit: a node behind it that costs or changes something waits for its own
 * `node.started`, which is committed with all that was noted before, so one commit serves both.
 */
export async function completeNode(execution: Execution, node: GraphNode, completion: Completion): Promise<void> {
  const { path, attempt, outputs, durationMs, usage, error, reusedFrom, effects = [] } = completion;
  if (execution.isClosed) return;
  const large = hasLarge(outputs);
  if (large) execution.keep(node, path, outputs);
  const output = large ? await storeLargeValues(execution.services.database, execution.facts.id, outputs) : outputs;
  if (execution.isClosed) return;
  execution.log.append(
    {
      type: "node.completed",
      nodeId: node.id,
      path,
      ...(node.pure ? {} : { attempt }),
      output,
      firedPorts: firedPorts(node, outputs, error),
      ...(usage === undefined || usage.modelCalls === 0 ? {} : { usage }),
      durationMs: Math.round(durationMs * 1000) / 1000,
      ...(reusedFrom === undefined ? {} : { reusedFrom }),
      ...(error === undefined ? {} : { error: toRunError(error, node.id) }),
    },
    ...effects,
  );
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
  /** Whatever the policy says: it is a tool, or the run ends inside of it. */
  readonly isFinal: boolean;
}

/** `stop` fails the run, `continue` goes on with null, `branch` fires the error port. A tool's failure is its caller's. */
export async function failNode(execution: Execution, node: GraphNode, failure: Failure): Promise<NodeOutputs> {
  const { path, attempt, error, durationMs, isFinal } = failure;
  const { onError } = node.policy;
  if (onError === "stop" || isFinal) {
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
  await completeNode(execution, node, { path, attempt, outputs, durationMs, error });
  return outputs;
}
