import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { Memory, NodeContext, Passage, SearchRequest, VectorMemory } from "@/nodes/core/node-runner";
import { renderTemplate } from "@/nodes/core/template";
import type { MemoryConfig } from "@/nodes/memory/definition";
import { conversationMemory } from "@/server/executor/lend-conversation";
import { type CollectionSite, retrievalStart, searchShown } from "@/server/executor/open-collections";
import type { Scope } from "@/server/executor/scope";
import { type Lender, showUse } from "@/server/executor/show-use";
import { findCollection } from "@/server/memory/collection-row";
import { rememberTexts } from "@/server/memory/remember-texts";
import type { Effect } from "@/server/runs/effect";

/** Who uses a memory node, and where. */
export interface MemoryUse extends CollectionSite {
  readonly lender: Lender;
  readonly node: GraphNode;
  readonly path: string;
  readonly config: MemoryConfig;
  /** The config's `session`, filled in; empty where it says nothing. */
  readonly session: string;
  readonly step: NodeContext["step"];
}

/** What the connected `memory` node lends; undefined when none is connected. `kept` is to be stored with the node's end. */
export function openMemory(
  scope: Scope,
  node: GraphNode,
  site: CollectionSite & Pick<NodeContext, "step"> & { readonly path: string },
  kept: Effect[],
): Memory | undefined {
  const lender = scope.find(node.resources.memory?.[0] ?? "");
  if (lender === undefined) return undefined;
  const config = lender.node.config as unknown as MemoryConfig;
  const { facts } = scope;
  const session = renderTemplate(config.session, {
    input: facts.input,
    run: { id: facts.id, startedAt: facts.startedAt },
  }).trim();
  const use: MemoryUse = { ...site, lender, node, config, session };
  if (config.kind === "vector") return vectorMemory(use);
  return conversationMemory({ scope, lender, node, path: site.path, session }, kept);
}

/** Both are steps: a run that goes on after a crash reads what it read before, and remembers nothing twice. */
function vectorMemory(use: MemoryUse): VectorMemory {
  const { lender, node, config, session, database, workspaceId, signal, span } = use;
  let calls = 0;
  const own: JsonObject = session === "" ? {} : { session };
  const open = () => findCollection(database, workspaceId, config.collection);
  return {
    kind: "vector",
    nodeId: lender.node.id,
    recall: async (query) => {
      const collection = await open();
      const request: SearchRequest = {
        query,
        topK: config.topK,
        minScore: config.minScore,
        mode: "hybrid",
        ...(session === "" ? {} : { filter: own }),
      };
      const start = retrievalStart(collection, request);
      const found = await use.step<JsonValue>(start, async (live) => {
        const search = () => searchShown({ database, span, signal }, collection, request, live);
        const passages = await showUse(lender, node, start, search, ({ length }) => ({
          "heddle.search.found": length,
        }));
        return passages as unknown as JsonValue;
      });
      return found as unknown as readonly Passage[];
    },
    remember: async (text, metadata = {}) => {
      calls += 1;
      const call = `memory ${calls}`;
      const { id: collectionId, name } = await open();
      const start = { kind: "embedding", name, attributes: { "heddle.collection": collectionId } } as const;
      await use.step<JsonValue>(start, async (live) => {
        const texts = [{ text, metadata: { ...metadata, ...own } }];
        const store = () =>
          rememberTexts(database, { workspaceId, collectionId, texts, by: { ...use.by, call }, signal });
        const ids = await showUse(lender, node, start, store);
        live.set({ "heddle.embedding.texts": 1, "heddle.documents": [...ids] });
        return [...ids];
      });
    },
  };
}
