import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { type Job, type JobRow, toJob } from "@/server/memory/jobs/job-view";
import { jobHost } from "@/server/memory/jobs/jobs";

/** Ends a job that waits or is under way; one that is over stays as it is. Throws `NOT_FOUND`. */
export async function cancelJob(database: Database, workspaceId: string, id: string): Promise<Job> {
  const [row] = await database.execute<JobRow>(
    "update memory_jobs set cancel_requested = true where id = $1 and workspace_id = $2 returning *",
    [id, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no job ${id}.`);
  jobHost(database).cancel(id);
  // One that nobody began with is over at once.
  const [ended] = await database.execute<JobRow>(
    `with ended as (
       update memory_jobs set status = 'canceled', finished_at = now() where id = $1 and status = 'queued' returning *),
     said as (
       update documents set status = 'canceled', updated_at = now()
       where id in (select document_id from ended) and generation = 0)
     select * from ended`,
    [id],
  );
  return toJob(ended ?? row);
}
