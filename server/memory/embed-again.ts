import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { findCollection } from "@/server/memory/collection-row";
import type { Job } from "@/server/memory/jobs/job-view";
import { startJob } from "@/server/memory/jobs/start-job";
import { resolveEmbedder } from "@/server/models/resolve-embedder";

/**
 * Has a collection embedded with another model, as a job; it is searched with its old vectors meanwhile. Throws `NOT_FOUND`,
 * `MODEL_NOT_FOUND`, and `CONFLICT` while such a job is under way.
 */
export async function embedAgain(
  database: Database,
  workspaceId: string,
  idOrSlug: string,
  embedder: string,
): Promise<Job> {
  const { id: collectionId, name } = await findCollection(database, workspaceId, idOrSlug);
  await resolveEmbedder(embedder);
  const open = await database.execute(
    "select id from memory_jobs where collection_id = $1 and kind = 'embed' and status in ('queued', 'running')",
    [collectionId],
  );
  if (open.length > 0)
    throw new AppError("CONFLICT", `"${name}" is being embedded already.`, {
      hint: "Wait until that is done, or cancel it first.",
    });
  return startJob(database, { workspaceId, kind: "embed", collectionId, options: { embedder } });
}
