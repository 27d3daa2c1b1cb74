import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import type { RunError } from "@/nodes/core/app-error";
import { documentStatuses } from "@/nodes/core/collection-status";
import { jsonObjectSchema } from "@/nodes/core/json";
import { runErrorSchema } from "@/nodes/core/trace-event";

export const documentSchema = z
  .object({
    id: z.string(),
    collectionId: z.string(),
    name: z.string(),
    status: z.enum(documentStatuses).describe("A search finds what is ready."),
    origin: jsonObjectSchema.describe("Where it came from: kind file, page, text or run, and what is known of it."),
    mediaType: z.string(),
    size: z.number().int().describe("Bytes of what was given."),
    language: z.string().nullable().describe("ISO 639-3; null while it is not known."),
    metadata: jsonObjectSchema,
    chunks: z.number().int(),
    error: runErrorSchema.nullable(),
    isPinned: z.boolean(),
    uses: z.number().int().describe("How often a search gave something of it."),
    usedAt: z.iso.datetime().nullable(),
    job: z
      .object({
        id: z.string(),
        stage: z.string().describe("Such as reading or storing."),
        done: z.number().int(),
        total: z.number().int().nullable(),
      })
      .nullable()
      .describe("How far its reading and storing is; null when it is over."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Document" });
export type Document = z.infer<typeof documentSchema>;

export interface DocumentRow {
  readonly id: string;
  readonly collection_id: string;
  readonly name: string;
  readonly status: Document["status"];
  readonly origin: Document["origin"];
  readonly media_type: string;
  readonly size: number;
  readonly language: string | null;
  readonly metadata: Document["metadata"];
  readonly chunks: number;
  readonly error: string | null;
  readonly is_pinned: boolean;
  readonly uses: number;
  readonly used_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly job_id: string | null;
  readonly stage: string | null;
  readonly done: number | null;
  readonly total: number | null;
}

/** Without their texts, which may be long. */
export const selectDocuments = `select d.id, d.collection_id, d.name, d.status, d.origin, d.media_type, d.size, d.language,
    d.metadata, d.chunks, d.error, d.is_pinned, d.uses, d.used_at, d.created_at, d.updated_at,
    j.id as job_id, j.stage, j.done, j.total
  from documents d left join lateral (
    select id, stage, done, total from memory_jobs
    where document_id = d.id and status in ('queued', 'running') order by id desc limit 1) j on true`;

export function toDocument(row: DocumentRow): Document {
  const { id, status, origin, language, metadata, chunks, uses } = row;
  return {
    id,
    collectionId: row.collection_id,
    name: openJson(row.name) as string,
    status,
    origin,
    mediaType: row.media_type,
    size: row.size,
    language,
    metadata,
    chunks,
    error: row.error === null ? null : (openJson(row.error) as RunError),
    isPinned: row.is_pinned,
    uses,
    usedAt: row.used_at?.toISOString() ?? null,
    job: row.job_id === null ? null : { id: row.job_id, stage: row.stage ?? "", done: row.done ?? 0, total: row.total },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
