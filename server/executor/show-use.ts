import { type RunError, toRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import type { SpanStart } from "@/nodes/core/node-runner";
import type { Scope } from "@/server/executor/scope";

/** A resource node and the level that it stands in. */
export type Lender = NonNullable<ReturnType<Scope["find"]>>;

/** Shows the use of a resource on the node that lends it, beside the spans of the one that uses it. */
export async function showUse<T>(
  { scope, node }: Lender,
  user: GraphNode,
  { kind, name, attributes }: SpanStart,
  work: () => Promise<T>,
  endOf: (result: T) => JsonObject = () => ({}),
): Promise<T> {
  const { execution, path } = scope;
  const at = { nodeId: node.id, path };
  const spanId = `${user.id}.${execution.log.state.lastSeq + 1}`;
  const startedAt = performance.now();
  const show = (event: Parameters<typeof execution.log.append>[0]) => {
    if (!execution.isClosed) execution.log.append(event);
  };
  show({ type: "span.started", ...at, spanId, kind, name, attributes: { "heddle.used_by": user.id, ...attributes } });
  const end = (outcome: { attributes: JsonObject; error?: RunError }) =>
    show({ type: "span.ended", ...at, spanId, durationMs: performance.now() - startedAt, ...outcome });
  try {
    const result = await work();
    end({ attributes: endOf(result) });
    return result;
  } catch (error) {
    end({ attributes: {}, error: toRunError(error) });
    throw error;
  }
}
