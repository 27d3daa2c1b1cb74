import { z } from "zod";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { cacheStatistics, clearEmbeddings } from "@/server/memory/caches/cache-statistics";
import { collectionUses } from "@/server/memory/collection-uses";
import { editRemembered } from "@/server/memory/remembered/edit-remembered";
import { listRemembered } from "@/server/memory/remembered/list-remembered";
import { dueDocuments } from "@/server/memory/retention/due-documents";
import { readGeneralRetention, writeGeneralRetention } from "@/server/memory/retention/general-retention";
import { retentionRuleSchema } from "@/server/memory/retention/retention-rule";
import { clearResults } from "@/server/reuse/clear-results";

const read = procedure("memory.read");
const write = procedure("memory.write");
const longestText = 2_000_000;

/** What concerns all collections: what was remembered, how long it is kept, and the caches. */
export const memoryRouter = router({
  remembered: read
    .input(
      page.extend({
        collection: z.string().max(200).optional(),
        text: z.string().max(500).optional(),
        isPinned: z.boolean().optional(),
      }),
    )
    .query(async ({ ctx: { workspaceId }, input }) => listRemembered(await database(), { workspaceId, ...input })),
  editRemembered: write
    .input(byId.extend({ text: z.string().max(longestText) }))
    .mutation(async ({ ctx: { workspaceId }, input, signal }) => {
      await editRemembered(await database(), {
        workspaceId,
        ...input,
        signal: signal ?? new AbortController().signal,
      });
      return { id: input.id };
    }),
  /** When each collection was last of use, by its id. */
  uses: read.query(async ({ ctx }) => collectionUses(await database(), ctx.workspaceId)),
  retention: read.query(async ({ ctx }) => readGeneralRetention(await database(), ctx.workspaceId)),
  setRetention: write.input(retentionRuleSchema).mutation(async ({ ctx, input }) => {
    await writeGeneralRetention(await database(), ctx.workspaceId, input);
    return input;
  }),
  /** What a rule would forget now: the general one, or that of one collection. Nothing is stored. */
  previewRetention: read
    .input(z.object({ rule: retentionRuleSchema, collection: z.string().max(200).optional() }))
    .query(async ({ ctx: { workspaceId }, input: { rule, collection } }) => {
      const opened = await database();
      const due = await dueDocuments(
        opened,
        collection === undefined
          ? { workspaceId, general: rule }
          : {
              workspaceId,
              collectionId: collection,
              general: await readGeneralRetention(opened, workspaceId),
              own: rule,
            },
      );
      return { texts: due.length, chunks: due.reduce((sum, { chunks }) => sum + chunks, 0) };
    }),
  caches: read.query(async ({ ctx: { workspaceId } }) => {
    const opened = await database();
    return {
      embeddings: await cacheStatistics(opened, workspaceId, "embeddings"),
      results: await cacheStatistics(opened, workspaceId, "results"),
    };
  }),
  clearCache: write
    .input(z.object({ cache: z.enum(["embeddings", "results"]) }))
    .mutation(async ({ ctx: { workspaceId }, input: { cache } }) => {
      const opened = await database();
      await (cache === "embeddings" ? clearEmbeddings(opened, workspaceId) : clearResults(opened, workspaceId));
      return { cache };
    }),
});
