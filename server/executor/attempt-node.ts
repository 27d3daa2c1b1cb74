import { AppError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { NodeContext } from "@/nodes/core/node-runner";
import { breathe } from "@/server/executor/breathe";
import type { Execution } from "@/server/executor/execution";
import { belongsApart, loadLarge, storeLarge } from "@/server/executor/large-values";
import { openMemory } from "@/server/executor/lend-memory";
import { openModel } from "@/server/executor/lend-model";
import { openTools } from "@/server/executor/lend-tools";
import { nodeContext } from "@/server/executor/node-context";
import { NodeSpans, type StepResults } from "@/server/executor/node-spans";
import { nodeWaits } from "@/server/executor/node-waits";
import { openCollections } from "@/server/executor/open-collections";
import { OpenItems } from "@/server/executor/open-items";
import type { ResolvedInputs } from "@/server/executor/resolve-inputs";
import type { Scope } from "@/server/executor/scope";
import { TextDeltas } from "@/server/executor/text-deltas";
import { type TimeLimit, timeLimit } from "@/server/executor/time-limit";
import type { Effect } from "@/server/runs/effect";

/** Calls the runner once with its context. What it still does after the attempt is over leaves no trace. */
export async function attemptNode(
  scope: Scope,
  node: GraphNode,
  path: string,
  attempt: number,
  resolved: ResolvedInputs,
  callerLimit: TimeLimit,
) {
  const { execution } = scope;
  const runner = await execution.services.runnerOf(node.definition.type);
  if (runner === undefined)
    throw new AppError("NODE_TYPE_UNKNOWN", `The node type ${node.definition.type} has nothing to run.`);
  const at = { nodeId: node.id, path, attempt };
  let isOver = false;
  const append: Execution["log"]["append"] = (event) => {
    if (!isOver && !execution.isClosed) execution.log.append(event);
  };
  const spans = new NodeSpans({
    nodeRun: execution.log.state.nodeRuns.get(nodeRunKey(node.id, path)),
    at,
    append,
    committed: () => execution.log.committed(),
    results: stepResults(execution),
  });
  const deltas = new TextDeltas(append, at);
  const limit = timeLimit(callerLimit, node);
  const items = node.inner === undefined ? undefined : new OpenItems(scope, node, path, limit);
  try {
    let isFromFallback = false;
    const model = await openModel(scope, node, limit, () => (isFromFallback = true));
    const tools = openTools(scope, node, path, limit);
    await breathe();
    // Looking a model up and giving way take time, and the run may have ended meanwhile.
    limit.signal.throwIfAborted();
    const { workspaceId, runId } = execution.log;
    const by = { runId, nodeId: node.id, path, workflowId: execution.workflowId };
    const { database } = execution.services;
    const kept: Effect[] = [];
    const site = { database, workspaceId, by, span: spans.span, signal: limit.signal };
    const work = runner(
      nodeContext({
        node,
        path,
        attempt,
        resolved,
        run: scope.facts,
        signal: limit.signal,
        append,
        spans,
        deltas,
        fetch: execution.fetch,
        model,
        tools,
        memory: openMemory(scope, node, { ...site, path, step: spans.step }, kept),
        collections: openCollections(site),
        conversations: execution.services.conversationsOf(execution.log.workspaceId),
        runItem: items?.run ?? noItems,
        ...nodeWaits(execution, node, path, limit),
      }),
    );
    const outputs = work instanceof Promise ? await raceAbort(work, limit.signal) : work;
    items?.requireWay();
    return { outputs, usage: spans.usage, isFromFallback, effects: kept };
  } finally {
    await items?.close();
    if (limit.signal.aborted) spans.cutShort(toRunError(limit.signal.reason));
    isOver = true;
    limit.stop();
    deltas.stop();
  }
}

const noItems: NodeContext["runItem"] = async () => {
  throw new AppError("INTERNAL", "Only a container has items.");
};

function stepResults({ services: { database }, facts }: Execution): StepResults {
  return {
    store: (result) => (belongsApart(result) ? storeLarge(database, facts.id, result) : result),
    load: (stored) => loadLarge(database, stored),
  };
}

/** A runner that does not listen to its signal must not hold up the run. */
function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
