import { sealJson } from "@/drizzle/schema/sealed";
import type { Database } from "@/server/db/open-database";
import type { JobKind } from "@/server/memory/jobs/job";
import { type Job, type JobRow, toJob } from "@/server/memory/jobs/job-view";
import { jobHost } from "@/server/memory/jobs/jobs";
import { newId } from "@/server/new-id";

export interface StartJob {
  readonly workspaceId: string;
  readonly kind: JobKind;
  readonly collectionId: string;
  readonly documentId?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A job that begins as soon as somebody has a hand free; whoever stops or crashes meanwhile, it goes on. */
export async function startJob(database: Database, job: StartJob): Promise<Job> {
  const { workspaceId, kind, collectionId, documentId = null, options = {} } = job;
  const [row] = await database.execute<JobRow>(
    `insert into memory_jobs (id, workspace_id, kind, collection_id, document_id, options) values ($1, $2, $3, $4, $5, $6)
     returning *`,
    [newId(), workspaceId, kind, collectionId, documentId, sealJson(options)],
  );
  await jobHost(database).offer((row as JobRow).id);
  return toJob(row as JobRow);
}
