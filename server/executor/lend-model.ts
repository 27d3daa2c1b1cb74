import { type RunError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { ChatRequest, Model } from "@/nodes/core/node-runner";
import type { Scope } from "@/server/executor/scope";
import type { ModelConfig } from "@/server/executor/services";
import type { TimeLimit } from "@/server/executor/time-limit";

/** The model that the connected `model` node lends, with its sampling; undefined when none is connected. */
export async function openModel(
  scope: Scope,
  node: GraphNode,
  limit: TimeLimit,
  /** Told when another one than the model that the node names has answered. */
  onFallback: () => void = () => {},
): Promise<Model | undefined> {
  const lender = scope.find(node.resources.model?.[0] ?? "");
  if (lender === undefined) return undefined;
  const model = await scope.execution.services.resolveModel(lender.node.config as unknown as ModelConfig, {
    fairnessKey: scope.facts.id,
  });
  const chat = async (request: ChatRequest) => {
    const reply = await lend(lender, node, limit, model, request);
    if (reply.model !== model.id) onFallback();
    return reply;
  };
  return { ...model, chat };
}

/** A call through the lender: the node's time stands still in the endpoint's queue, and the lender shows the use too. */
async function lend(
  lender: NonNullable<ReturnType<Scope["find"]>>,
  node: GraphNode,
  limit: TimeLimit,
  model: Model,
  request: ChatRequest,
) {
  const { execution, path } = lender.scope;
  const at = { nodeId: lender.node.id, path };
  const spanId = `${node.id}.${execution.log.state.lastSeq + 1}`;
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
