import { kindOfType } from "@/components/palette/families";
import type { KindName } from "@/components/ui/kind";
import { callersIn, isInCalled } from "@/nodes/core/called-paths";
import { expandAgents, hiddenMark, visibleNodeId } from "@/nodes/core/expand-agents";
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
 * Looks up the nodes of a document, and what its saved agents bring; a node that is not in it (it was deleted since, or `path` leads into another workflow)
 * is called by its id.
 */
export function nodeLooks(
  source: Pick<Workflow, "nodes"> & Partial<Pick<Workflow, "connections" | "agents">>,
  definitions: NodeDefinitions,
): (nodeId: string, path?: string) => NodeLook {
  const document = expandAgents({ connections: [], ...source }, definitions);
  const callers = callersIn(document, definitions);
  const looks = new Map<string, NodeLook>();
  const titles = titlesOf(document, definitions);
  for (const { id, type } of document.nodes) {
    const definition = definitions.get(type);
    looks.set(id, {
      title: titles.get(id) ?? type,
      kind: kindOfType(definition),
      ...(definition?.container === true && definition.catches !== true
        ? { itemWord: type === "while" ? "Iteration" : "Item" }
        : {}),
    });
  }
  return (nodeId, path = "") => {
    const own = isInCalled(path, callers) ? undefined : looks.get(nodeId);
    return own ?? hiddenLook(nodeId, looks) ?? { title: nodeId, kind: "any" };
  };
}

/** What a saved agent brings to the node that uses it, where the document does not carry the agent: "Boss: writer". */
function hiddenLook(nodeId: string, looks: ReadonlyMap<string, NodeLook>): NodeLook | undefined {
  const owner = visibleNodeId(nodeId);
  if (owner === nodeId) return undefined;
  const name = nodeId.slice(nodeId.lastIndexOf(hiddenMark) + 1);
  const kind = name === "model" || name === "memory" ? name : "tool";
  return { title: `${looks.get(owner)?.title ?? owner}: ${name}`, kind };
}

/** As people named them. Of several outputs that nobody named each is called by the name of its value: "Output answer". */
function titlesOf({ nodes }: Pick<Workflow, "nodes">, definitions: NodeDefinitions): ReadonlyMap<string, string> {
  const titles = nodes.map(({ id, name, type }) => [id, name || definitions.get(type)?.title || type] as const);
  const same = Map.groupBy(titles, ([, title]) => title);
  return new Map(
    titles.map(([id, title], i) => {
      const node = nodes[i];
      const value = node?.type === "output" && !node.name ? node.config.name : undefined;
      const isOne = same.get(title)?.length === 1;
      return [id, isOne || typeof value !== "string" ? title : `${title} ${value}`];
    }),
  );
}
