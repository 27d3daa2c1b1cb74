import { z } from "zod";
import { jsonObjectSchema } from "@/nodes/core/json";
import { type Passage, searchModes } from "@/nodes/core/node-runner";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { collectionChangeSchema, newCollectionSchema } from "@/server/memory/collection";
import { findCollection } from "@/server/memory/collection-row";
import { createCollection } from "@/server/memory/create-collection";
import { deleteCollection } from "@/server/memory/delete-collection";
import { embedAgain } from "@/server/memory/embed-again";
import { getCollection } from "@/server/memory/get-collection";
import { cancelJob } from "@/server/memory/jobs/cancel-job";
import { listJobs } from "@/server/memory/jobs/list-jobs";
import { listCollections } from "@/server/memory/list-collections";
import { searchCollection } from "@/server/memory/search/search-collection";
import { updateCollection } from "@/server/memory/update-collection";

const read = procedure("memory.read");
const write = procedure("memory.write");
const longestQuestion = 4_000;
const mostPassages = 50;

export const collectionsRouter = router({
  list: read.input(page).query(async ({ ctx, input }) => listCollections(await database(), ctx.workspaceId, input)),
  get: read.input(byId).query(async ({ ctx, input }) => getCollection(await database(), ctx.workspaceId, input.id)),
  create: write
    .input(newCollectionSchema)
    .mutation(async ({ ctx, input }) => createCollection(await database(), ctx.workspaceId, input)),
  update: write
    .input(byId.extend({ change: collectionChangeSchema }))
    .mutation(async ({ ctx, input }) => updateCollection(await database(), ctx.workspaceId, input.id, input.change)),
  delete: write.input(byId).mutation(async ({ ctx, input }) => {
    await deleteCollection(await database(), ctx.workspaceId, input.id);
    return { deleted: input.id };
  }),
  /** Another model for its vectors. */
  embedAgain: write
    .input(byId.extend({ embedder: z.string().min(1).max(200) }))
    .mutation(async ({ ctx, input }) => embedAgain(await database(), ctx.workspaceId, input.id, input.embedder)),
  jobs: read.input(byId).query(async ({ ctx, input }) => {
    const opened = await database();
    const { id } = await findCollection(opened, ctx.workspaceId, input.id);
    return { items: await listJobs(opened, ctx.workspaceId, id) };
  }),
  cancelJob: write
    .input(byId)
    .mutation(async ({ ctx, input }) => cancelJob(await database(), ctx.workspaceId, input.id)),
  /** Tries a question, and says how long it took. */
  search: read
    .input(
      byId.extend({
        query: z.string().trim().min(1, "Ask something.").max(longestQuestion),
        topK: z.number().int().min(1).max(mostPassages),
        minScore: z.number().min(0).max(1).optional(),
        mode: z.enum(searchModes),
        filter: jsonObjectSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input: { id, filter, ...request }, signal }) => {
      const opened = await database();
      const collection = await findCollection(opened, ctx.workspaceId, id);
      const startedAt = performance.now();
      const asked = { ...request, ...(filter === undefined ? {} : { filter: filter as Passage["metadata"] }) };
      const passages = await searchCollection(opened, collection, asked, signal ?? new AbortController().signal);
      return { passages, tookMs: performance.now() - startedAt };
    }),
});
