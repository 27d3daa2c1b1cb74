import { z } from "zod";
import { documentStatuses } from "@/nodes/core/collection-status";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { deleteDocument } from "@/server/memory/delete-document";
import { addDocument, newDocumentSchema } from "@/server/memory/documents/add-document";
import { cancelDocument } from "@/server/memory/documents/cancel-document";
import { getDocument } from "@/server/memory/documents/get-document";
import { listChunks } from "@/server/memory/documents/list-chunks";
import { listDocuments } from "@/server/memory/documents/list-documents";
import { previewSplit, previewSplitSchema } from "@/server/memory/documents/preview-split";
import { retryDocument } from "@/server/memory/documents/retry-document";
import { splitAgain } from "@/server/memory/documents/split-again";
import { editChunk } from "@/server/memory/edit-chunk";
import { getCollection } from "@/server/memory/get-collection";
import { pinDocument } from "@/server/memory/pin-document";

const read = procedure("memory.read");
const write = procedure("memory.write");
const inCollection = z.object({ collection: z.string().min(1).max(200) });
const longestChunkText = 20_000;

export const documentsRouter = router({
  list: read
    .input(page.extend({ collection: z.string().min(1).max(200), status: z.enum(documentStatuses).optional() }))
    .query(async ({ ctx: { workspaceId }, input: { collection, ...request } }) => {
      const opened = await database();
      const { id } = await getCollection(opened, workspaceId, collection);
      return listDocuments(opened, { workspaceId, collectionId: id, ...request });
    }),
  get: read.input(byId).query(async ({ ctx, input }) => getDocument(await database(), ctx.workspaceId, input.id)),
  chunks: read
    .input(page.extend(byId.shape))
    .query(async ({ ctx, input: { id, ...request } }) => listChunks(await database(), ctx.workspaceId, id, request)),
  /** A text or a page; files go by the public interface. */
  add: write
    .input(z.object({ collection: z.string().min(1).max(200), document: newDocumentSchema }))
    .mutation(async ({ ctx, input }) =>
      addDocument(await database(), ctx.workspaceId, input.collection, input.document),
    ),
  cancel: write
    .input(byId)
    .mutation(async ({ ctx, input }) => cancelDocument(await database(), ctx.workspaceId, input.id)),
  retry: write
    .input(byId)
    .mutation(async ({ ctx, input }) => retryDocument(await database(), ctx.workspaceId, input.id)),
  delete: write.input(byId).mutation(async ({ ctx, input }) => {
    await deleteDocument(await database(), ctx.workspaceId, input.id);
    return { deleted: input.id };
  }),
  pin: write.input(byId.extend({ isPinned: z.boolean() })).mutation(async ({ ctx, input }) => {
    await pinDocument(await database(), ctx.workspaceId, input.id, input.isPinned);
    return { isPinned: input.isPinned };
  }),
  /** Nothing is stored. */
  previewSplit: read
    .input(previewSplitSchema)
    .query(async ({ ctx, input, signal }) =>
      previewSplit(await database(), ctx.workspaceId, input, signal ?? new AbortController().signal),
    ),
  /** One document, or all of the collection. */
  splitAgain: write
    .input(inCollection.extend({ documentId: z.string().max(200).optional() }))
    .mutation(async ({ ctx, input }) =>
      splitAgain(await database(), ctx.workspaceId, input.collection, input.documentId),
    ),
  editChunk: write
    .input(z.object({ chunkId: z.number().int(), text: z.string().trim().min(1).max(longestChunkText) }))
    .mutation(async ({ ctx: { workspaceId }, input, signal }) => {
      await editChunk(await database(), { workspaceId, ...input, signal: signal ?? new AbortController().signal });
      return { chunkId: input.chunkId };
    }),
});
