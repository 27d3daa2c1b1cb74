import { cutText } from "@/nodes/core/cut-text";
import type { JsonObject } from "@/nodes/core/json";
import type { Collection, Collections, NewText, NodeContext, Passage, SearchRequest } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { type CollectionRow, findCollection } from "@/server/memory/collection-row";
import { type RememberedBy, rememberTexts } from "@/server/memory/remember-texts";
import { searchCollection } from "@/server/memory/search/search-collection";

/** The node run that uses collections: its spans show what is done. */
export interface CollectionSite {
  readonly database: Database;
  readonly workspaceId: string;
  readonly by: RememberedBy;
  readonly span: NodeContext["span"];
  readonly signal: AbortSignal;
}

/** The collections of a workspace as a node run uses them. */
export function openCollections(site: CollectionSite): Collections {
  let calls = 0;
  return {
    open: async (idOrSlug): Promise<Collection> => {
      const { id, name } = await findCollection(site.database, site.workspaceId, idOrSlug);
      return {
        id,
        name,
        search: async (request) => {
          // As it is now: a search of a moment ago may have been before a change.
          const collection = await findCollection(site.database, site.workspaceId, id);
          return searchShown(site, collection, request);
        },
        add: (items) => {
          calls += 1;
          return addShown(site, { id, name }, items, `${calls}`);
        },
      };
    },
  };
}

/** A search with its spans: the embedding of the question, and what was found and why. */
export function searchShown(
  { database, span, signal }: Pick<CollectionSite, "database" | "span" | "signal">,
  collection: CollectionRow,
  request: SearchRequest,
  /** The span of the search, where that is a step of the node. */
  around?: { readonly set: (attributes: JsonObject) => void },
): Promise<readonly Passage[]> {
  return searchCollection(database, collection, request, signal, {
    embedding: (work) =>
      span({ kind: "embedding", name: collection.model ?? collection.embedder }, async (live) => {
        const embedded = await work();
        live.set({
          "heddle.model": embedded.model,
          "heddle.embedding.texts": 1,
          "heddle.embedding.cached": embedded.isCached,
        });
        return embedded;
      }),
    retrieval: (work) => {
      const show = async (live: { readonly set: (attributes: JsonObject) => void }) => {
        const passages = await work();
        live.set(foundAttributes(passages));
        return passages;
      };
      if (around === undefined) return span({ ...retrievalStart(collection, request) }, show);
      return show(around);
    },
  });
}

export function retrievalStart({ id, name }: Pick<CollectionRow, "id" | "name">, request: SearchRequest) {
  return {
    kind: "retrieval",
    name,
    attributes: {
      "heddle.collection": id,
      "heddle.search.query": cutText(request.query, 300),
      "heddle.search.mode": request.mode,
      "heddle.search.top_k": request.topK,
      ...(request.minScore === undefined ? {} : { "heddle.search.min_score": request.minScore }),
      ...(request.filter === undefined ? {} : { "heddle.search.filter": request.filter }),
    } as JsonObject,
  } as const;
}

const quoteLength = 200;

/** What was found, why, and where it is from. */
function foundAttributes(passages: readonly Passage[]): JsonObject {
  return {
    "heddle.search.found": passages.length,
    "heddle.search.passages": passages.map(({ id, documentId, text, score, why, source }) => ({
      id,
      documentId,
      score,
      why: why as JsonObject,
      source: source as JsonObject,
      quote: cutText(text, quoteLength),
    })),
  };
}

async function addShown(
  { database, workspaceId, by, span, signal }: CollectionSite,
  { id: collectionId, name }: { readonly id: string; readonly name: string },
  texts: readonly NewText[],
  call: string,
): Promise<readonly string[]> {
  return span({ kind: "embedding", name, attributes: { "heddle.collection": collectionId } }, async (live) => {
    const ids = await rememberTexts(database, { workspaceId, collectionId, texts, by: { ...by, call }, signal });
    live.set({ "heddle.embedding.texts": texts.length, "heddle.documents": [...new Set(ids)] });
    return ids;
  });
}
