import type { GraphNode } from "@/nodes/core/graph";
import type { ChatRequest, Model } from "@/nodes/core/node-runner";
import type { Scope } from "@/server/executor/scope";
import type { ModelConfig } from "@/server/executor/services";
import { type Lender, showUse } from "@/server/executor/show-use";
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
function lend(lender: Lender, node: GraphNode, limit: TimeLimit, model: Model, request: ChatRequest) {
  const start = { kind: "model", name: node.title, attributes: { "heddle.model": model.id } } as const;
  const call = () =>
    model.chat({
      ...request,
      onQueue: (waiting) => {
        if (waiting) limit.pause();
        else limit.resume();
        request.onQueue?.(waiting);
      },
    });
  return showUse(lender, node, start, call, ({ usage }) => ({ "heddle.output_tokens": usage.outputTokens }));
}
