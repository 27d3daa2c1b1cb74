import { kindOfType } from "@/components/palette/families";
import type { KindName } from "@/components/ui/kind";
import { callersIn, isInCalled } from "@/nodes/core/called-paths";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { SpanKind } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";

/** How a node is called and colored wherever its runs are listed. */
export interface NodeLook {
  readonly title: string;
  readonly kind: KindName;
  /** What one of many of a container is called; absent for what does not count. */
  readonly itemWord?: "Item" | "Iteration";
}

export const spanKindColors: Record<SpanKind, KindName> = {
  stage: "any",
  model: "model",
  embedding: "documents",
  retrieval: "memory",
  tool: "tool",
  http: "messages",
  code: "number",
  plugin: "tool",
  hook: "any",
};

/**
 * Looks up the nodes of a document; a node that is not in it (it was deleted since, or `path` leads into another workflow)
 * is called by its id.
 */
export function nodeLooks(
  document: Pick<Workflow, "nodes">,
  definitions: NodeDefinitions,
): (nodeId: string, path?: string) => NodeLook {
  const callers = callersIn(document, definitions);
  const looks = new Map<string, NodeLook>();
  for (const { id, name, type } of document.nodes) {
    const definition = definitions.get(type);
    looks.set(id, {
      title: name || definition?.title || type,
      kind: kindOfType(definition),
      ...(definition?.container === true && definition.catches !== true
        ? { itemWord: type === "while" ? "Iteration" : "Item" }
        : {}),
    });
  }
  return (nodeId, path = "") => {
    const own = isInCalled(path, callers) ? undefined : looks.get(nodeId);
    return own ?? { title: nodeId, kind: "any" };
  };
}
