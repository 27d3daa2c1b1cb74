import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { env } from "@/server/env";
import { dropBody, readJson } from "@/server/http/read-body";
import { readForm } from "@/server/http/read-form";
import { type AnyRoute, defineRoute, requestInvalid } from "@/server/http/route";
import { pageOf, pageQuery } from "@/server/http/routes/parameters";
import { deleteDocument } from "@/server/memory/delete-document";
import { addDocument, newDocumentSchema } from "@/server/memory/documents/add-document";
import { addFile } from "@/server/memory/documents/add-file";
import { cancelDocument } from "@/server/memory/documents/cancel-document";
import { type Document, documentSchema } from "@/server/memory/documents/document";
import { getDocument } from "@/server/memory/documents/get-document";
import { listDocuments } from "@/server/memory/documents/list-documents";
import { getCollection } from "@/server/memory/get-collection";
import type { Actor } from "@/server/security/roles";

const tag = "Memory";
const collectionParams = z.object({ collection: z.string().min(1).max(200).describe("Id or slug.") });
const documentParams = collectionParams.extend({ id: z.string().min(1).max(200) });
/** What JSON puts around a text. */
const jsonLimit = 9 * 1024 * 1024;

export const documentRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "post",
    path: "/api/v1/memory/{collection}/documents",
    action: "memory.write",
    tag,
    summary:
      "Add a text or a page as JSON, or a file as the bytes of the body (with ?name=) or as the field file of a form; it is read and stored by a job",
    params: collectionParams,
    query: z.object({
      name: z.string().max(500).optional().describe("Of the file, where the body is its bytes."),
    }),
    bodyShown: newDocumentSchema,
    status: 202,
    response: documentSchema,
    handle: async ({ params, query, actor, request }) => add(actor, params.collection, query.name, request),
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/memory/{collection}/documents",
    action: "memory.read",
    tag,
    summary: "The documents of a collection, the newest first",
    params: collectionParams,
    query: pageQuery.extend({ status: documentSchema.shape.status.optional() }),
    response: pageOf(documentSchema),
    handle: async ({ params, query, actor: { workspaceId } }) => {
      const opened = await database();
      const { id } = await getCollection(opened, workspaceId, params.collection);
      return listDocuments(opened, { workspaceId, collectionId: id, ...query });
    },
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/memory/{collection}/documents/{id}",
    action: "memory.read",
    tag,
    summary: "A document, and how far its reading and storing is",
    params: documentParams,
    response: documentSchema,
    handle: async ({ params, actor: { workspaceId } }) => {
      const opened = await database();
      const { id } = await getCollection(opened, workspaceId, params.collection);
      return getDocument(opened, workspaceId, params.id, id);
    },
  }),
  defineRoute({
    method: "delete",
    path: "/api/v1/memory/{collection}/documents/{id}",
    action: "memory.write",
    tag,
    summary: "Delete a document with its file, its passages and their vectors",
    params: documentParams,
    handle: async ({ params, actor: { workspaceId } }) => {
      const opened = await database();
      const { id } = await getCollection(opened, workspaceId, params.collection);
      await deleteDocument(opened, workspaceId, params.id, id);
      return undefined;
    },
  }),
  defineRoute({
    method: "post",
    path: "/api/v1/memory/{collection}/documents/{id}/cancel",
    action: "memory.write",
    tag,
    summary: "End the reading and storing of a document; nothing half-stored is left",
    params: documentParams,
    response: documentSchema,
    handle: async ({ params, actor: { workspaceId } }) => {
      const opened = await database();
      const { id } = await getCollection(opened, workspaceId, params.collection);
      return cancelDocument(opened, workspaceId, params.id, id);
    },
  }),
];

async function add(
  { workspaceId }: Actor,
  collection: string,
  name: string | undefined,
  request: Request,
): Promise<Document> {
  const type = request.headers.get("content-type") ?? "";
  const opened = await database();
  try {
    if (type.startsWith("multipart/form-data")) {
      const { file, metadata } = await readForm(request, env().mostDocumentBytes);
      const declared = file.type === "" ? undefined : file.type;
      const content = file.stream() as unknown as AsyncIterable<Uint8Array>;
      return await addFile(opened, { workspaceId, collection, name: file.name, content, declared, metadata });
    }
    if (/^application\/json\b/.test(type) && name === undefined) {
      const parsed = newDocumentSchema.safeParse(await readJson(request, jsonLimit));
      if (!parsed.success) throw requestInvalid(parsed.error, "the body");
      return await addDocument(opened, workspaceId, collection, parsed.data);
    }
    if (request.body === null)
      throw new AppError("REQUEST_INVALID", "There is no body: send a file, or JSON with a text.");
    return await addFile(opened, {
      workspaceId,
      collection,
      name: name ?? "document",
      content: request.body as unknown as AsyncIterable<Uint8Array>,
      ...(type === "" || type.startsWith("application/octet-stream") ? {} : { declared: type }),
      announced: Number(request.headers.get("content-length") ?? 0),
    });
  } catch (error) {
    // So that the answer reaches a client that is still sending.
    await dropBody(request);
    throw error;
  }
}
