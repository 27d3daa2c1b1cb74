import type { Database } from "@/server/db/open-database";
import { type Job, type JobRow, toJob } from "@/server/memory/jobs/job-view";

/** Of a collection: what waits or is under way, and what ended lately, the newest first. */
export async function listJobs(database: Database, workspaceId: string, collectionId: string): Promise<Job[]> {
  const rows = await database.execute<JobRow>(
    `select * from memory_jobs where workspace_id = $1 and collection_id = $2
     order by status in ('queued', 'running') desc, id desc limit 100`,
    [workspaceId, collectionId],
  );
  return rows.map(toJob);
}
