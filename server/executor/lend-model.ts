import { type RunError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { ChatRequest, Model } from "@/nodes/core/node-runner";
import type { Execution } from "@/server/executor/execution";
import type { ModelConfig } from "@/server/executor/services";
import type { TimeLimit } from "@/server/executor/time-limit";

/** The model that the connected `model` node lends, with its sampling; undefined when none is connected. */
export async function openModel(execution: Execution, node: GraphNode, limit: TimeLimit): Promise<Model | undefined> {
  const lender = execution.graph.nodes.get(node.resources.model?.[0] ?? "");
  if (lender === undefined) return undefined;
  const model = await execution.services.resolveModel(lender.config as unknown as ModelConfig, {
    fairnessKey: execution.facts.id,
  });
  return { ...model, chat: (request) => lend(execution, lender, node, limit, model, request) };
}

/** A call through the lender: the node's time stands still in the endpoint's queue, and the lender shows the use too. */
async function lend(
  execution: Execution,
  lender: GraphNode,
  node: GraphNode,
  limit: TimeLimit,
  model: Model,
  request: ChatRequest,
) {
  const spanId = `${node.id}.${(execution.log.state.nodeRuns.get(lender.id)?.spans.length ?? 0) + 1}`;
  const at = { nodeId: lender.id, path: "" };
  const startedAt = performance.now();
  const show = (event: Parameters<typeof execution.log.append>[0]) => {
    if (!execution.isClosed) execution.log.append(event);
  };
  show({
    type: "span.started",
    ...at,
    spanId,
    kind: "model",
    name: node.title,
    attributes: { "heddle.used_by": node.id, "heddle.model": model.id },
  });
  const end = (outcome: { attributes: Record<string, unknown>; error?: RunError }) =>
    show({ type: "span.ended", ...at, spanId, durationMs: performance.now() - startedAt, ...outcome });
  try {
    const reply = await model.chat({
      ...request,
      onQueue: (waiting) => {
        if (waiting) limit.pause();
        else limit.resume();
        request.onQueue?.(waiting);
      },
    });
    end({ attributes: { "heddle.output_tokens": reply.usage.outputTokens } });
    return reply;
  } catch (error) {
    end({ attributes: {}, error: toRunError(error) });
    throw error;
  }
}
