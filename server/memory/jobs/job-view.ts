import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import type { RunError } from "@/nodes/core/app-error";
import { jobStatuses } from "@/nodes/core/collection-status";
import { runErrorSchema } from "@/nodes/core/trace-event";
import { jobKinds } from "@/server/memory/jobs/job";

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  collectionId: z.string(),
  documentId: z.string().nullable(),
  status: z.enum(jobStatuses),
  stage: z.string().describe("What it is at, such as reading or embedding."),
  done: z.number().int(),
  total: z.number().int().nullable().describe("Null while it is not known."),
  error: runErrorSchema.nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export interface JobRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly kind: Job["kind"];
  readonly collection_id: string;
  readonly document_id: string | null;
  readonly status: Job["status"];
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
  readonly options: string | null;
  readonly cancel_requested: boolean;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

export function toJob(row: JobRow): Job {
  const { id, kind, status, stage, done, total } = row;
  return {
    id,
    kind,
    collectionId: row.collection_id,
    documentId: row.document_id,
    status,
    stage,
    done,
    total,
    error: row.error === null ? null : (openJson(row.error) as RunError),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
