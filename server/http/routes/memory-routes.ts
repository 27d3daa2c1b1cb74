import { z } from "zod";
import { jsonObjectSchema } from "@/nodes/core/json";
import { type SearchRequest, searchModes } from "@/nodes/core/node-runner";
import { database } from "@/server/db/database";
import { type AnyRoute, defineRoute } from "@/server/http/route";
import { pageOf, pageQuery } from "@/server/http/routes/parameters";
import { collectionChangeSchema, collectionSchema, newCollectionSchema } from "@/server/memory/collection";
import { findCollection } from "@/server/memory/collection-row";
import { createCollection } from "@/server/memory/create-collection";
import { deleteCollection } from "@/server/memory/delete-collection";
import { embedAgain } from "@/server/memory/embed-again";
import { getCollection } from "@/server/memory/get-collection";
import { cancelJob } from "@/server/memory/jobs/cancel-job";
import { jobSchema } from "@/server/memory/jobs/job-view";
import { listJobs } from "@/server/memory/jobs/list-jobs";
import { listCollections } from "@/server/memory/list-collections";
import { searchCollection } from "@/server/memory/search/search-collection";
import { updateCollection } from "@/server/memory/update-collection";

const tag = "Memory";
const path = "/api/v1/memory";
const collectionParams = z.object({ collection: z.string().min(1).max(200).describe("Id or slug.") });
const jobParams = collectionParams.extend({ id: z.string().min(1).max(200) });

const searchSchema = z.object({
  query: z.string().min(1, "Say what is looked for.").max(100_000),
  topK: z.number().int().min(1).max(100).default(5).describe("Most passages that are given."),
  mode: z
    .enum(searchModes)
    .default("hybrid")
    .describe("vector: by meaning. text: by words. hybrid: both, fused by rank."),
  minScore: z.number().min(0).max(1).optional().describe("Passages below it are left out."),
  filter: jsonObjectSchema.optional().describe("What a document's metadata has to have."),
});

const passageSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  text: z.string(),
  score: z.number().describe("0 to 1."),
  metadata: jsonObjectSchema,
  why: z.object({
    vector: z.object({ rank: z.number().int(), similarity: z.number() }).optional(),
    text: z.object({ rank: z.number().int(), score: z.number() }).optional(),
  }),
  source: z.object({
    name: z.string(),
    kind: z.enum(["file", "page", "text", "run"]),
    address: z.string().optional(),
    runId: z.string().optional(),
    place: z.string().optional(),
  }),
});

export const memoryRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path,
    action: "memory.read",
    tag,
    summary: "The collections, the newest first",
    query: pageQuery,
    response: pageOf(collectionSchema),
    handle: async ({ query, actor }) => listCollections(await database(), actor.workspaceId, query),
  }),
  defineRoute({
    method: "post",
    path,
    action: "memory.write",
    tag,
    summary: "Make a collection",
    body: newCollectionSchema,
    status: 201,
    response: collectionSchema,
    handle: async ({ body, actor }) => createCollection(await database(), actor.workspaceId, body),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{collection}`,
    action: "memory.read",
    tag,
    summary: "A collection",
    params: collectionParams,
    response: collectionSchema,
    handle: async ({ params, actor }) => getCollection(await database(), actor.workspaceId, params.collection),
  }),
  defineRoute({
    method: "put",
    path: `${path}/{collection}`,
    action: "memory.write",
    tag,
    summary: "Change what is named of a collection; its slug stays",
    params: collectionParams,
    body: collectionChangeSchema,
    response: collectionSchema,
    handle: async ({ params, body, actor }) =>
      updateCollection(await database(), actor.workspaceId, params.collection, body),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{collection}`,
    action: "memory.write",
    tag,
    summary: "Delete a collection with all documents, passages, vectors and terms",
    params: collectionParams,
    handle: async ({ params, actor }) => {
      await deleteCollection(await database(), actor.workspaceId, params.collection);
      return undefined;
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{collection}/search`,
    action: "memory.read",
    tag,
    summary: "The passages that answer a question best, with scores, sources and why they were found",
    params: collectionParams,
    body: searchSchema,
    response: z.object({ items: z.array(passageSchema) }),
    handle: async ({ params, body, actor, request }) => {
      const opened = await database();
      const collection = await findCollection(opened, actor.workspaceId, params.collection);
      const items = await searchCollection(opened, collection, body as SearchRequest, request.signal);
      return { items: items.map((item) => ({ ...item })) };
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{collection}/embed`,
    action: "memory.write",
    tag,
    summary: "Embed a collection with another model, as a job; it is searched with the old vectors meanwhile",
    params: collectionParams,
    body: z.object({
      embedder: z.string().min(1).max(200).describe("Id of a model that makes embeddings, or default."),
    }),
    status: 202,
    response: jobSchema,
    handle: async ({ params, body, actor }) =>
      embedAgain(await database(), actor.workspaceId, params.collection, body.embedder),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{collection}/jobs`,
    action: "memory.read",
    tag,
    summary: "Work on a collection that waits or is under way, and what ended lately",
    params: collectionParams,
    response: z.object({ items: z.array(jobSchema) }),
    handle: async ({ params, actor }) => {
      const opened = await database();
      const { id } = await findCollection(opened, actor.workspaceId, params.collection);
      return { items: await listJobs(opened, actor.workspaceId, id) };
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{collection}/jobs/{id}/cancel`,
    action: "memory.write",
    tag,
    summary: "End a job that waits or is under way",
    params: jobParams,
    response: jobSchema,
    handle: async ({ params, actor }) => {
      const opened = await database();
      await findCollection(opened, actor.workspaceId, params.collection);
      return cancelJob(opened, actor.workspaceId, params.id);
    },
  }),
];
