import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { splitSettingsSchema } from "@/nodes/core/split-settings";
import type { Database } from "@/server/db/open-database";
import { readFileRecords } from "@/server/files/read-file-records";
import { pathOf } from "@/server/files/stored-file";
import { limitsOfMachine } from "@/server/memory/ingest/document-limits";
import { askReader } from "@/server/memory/ingest/reader-threads";
import type { TextChunk } from "@/server/memory/ingest/split-text";

const longestText = 500_000;
const mostShown = 200;
const previewMs = 60_000;

export const previewSplitSchema = z
  .object({
    text: z.string().max(longestText).optional(),
    mediaType: z.enum(["text/plain", "text/markdown"]).optional().describe("Of the text."),
    documentId: z.string().max(200).optional(),
    fileId: z.string().max(200).optional(),
    settings: splitSettingsSchema.prefault({}),
  })
  .refine(
    ({ text, documentId, fileId }) => [text, documentId, fileId].filter((one) => one !== undefined).length === 1,
    "Give one of text, documentId and fileId.",
  );
export type PreviewSplit = z.infer<typeof previewSplitSchema>;

export interface SplitPreview {
  readonly mediaType: string;
  readonly pages: number | null;
  readonly encoding: string | null;
  readonly characters: number;
  readonly count: number;
  /** Estimated, over all chunks. */
  readonly tokens: number;
  /** The first ones. */
  readonly chunks: readonly TextChunk[];
}

/** What a document would be cut into. Nothing is stored. Throws `NOT_FOUND`, and what reading it throws. */
export async function previewSplit(
  database: Database,
  workspaceId: string,
  { text, mediaType = "text/plain", documentId, fileId, settings }: PreviewSplit,
  signal: AbortSignal,
): Promise<SplitPreview> {
  const given = documentId === undefined ? undefined : await readContent(database, workspaceId, documentId);
  const options = { signal, timeoutMs: previewMs };
  const read =
    fileId === undefined
      ? await askReader(
          { kind: "split", text: given?.text ?? text ?? "", mediaType: given?.mediaType ?? mediaType, split: settings },
          options,
        )
      : await previewFile(database, workspaceId, fileId, settings, options);
  return {
    mediaType: read.mediaType,
    pages: read.pages ?? null,
    encoding: read.encoding ?? null,
    characters: read.text.length,
    count: read.chunks.length,
    tokens: read.chunks.reduce((sum, chunk) => sum + chunk.tokens, 0),
    chunks: read.chunks.slice(0, mostShown),
  };
}

async function previewFile(
  database: Database,
  workspaceId: string,
  fileId: string,
  split: PreviewSplit["settings"],
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
) {
  const file = (await readFileRecords(database, workspaceId, [fileId])).get(fileId);
  if (file === undefined) throw new AppError("NOT_FOUND", `There is no file ${fileId}.`);
  const source = { path: pathOf(file.fileId) };
  return askReader({ kind: "read", source, name: file.name, limits: limitsOfMachine(), split }, options);
}

async function readContent(database: Database, workspaceId: string, id: string) {
  const [row] = await database.execute<{ content: string | null; media_type: string }>(
    "select content, media_type from documents where id = $1 and workspace_id = $2",
    [id, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no document ${id}.`);
  if (row.content === null)
    throw new AppError("CONFLICT", "This document is not read yet.", { hint: "Wait until it is, or see its error." });
  return { text: openJson(row.content) as string, mediaType: row.media_type };
}
