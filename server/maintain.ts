import { applyRetention } from "@/server/chat/apply-retention";
import { database } from "@/server/db/database";
import { vacuumDatabase } from "@/server/db/vacuum-database";
import { env } from "@/server/env";
import { logger } from "@/server/logger";
import { deleteStaleChunks } from "@/server/memory/delete-chunks";
import { deleteOldVectors } from "@/server/memory/embedding-cache";
import { forgetDueDocuments } from "@/server/memory/retention/forget-due-documents";
import { deleteOldResults } from "@/server/reuse/clear-results";
import { deleteOldRuns, deleteStrayValues } from "@/server/runs/delete-runs";
import { deleteOldChanges } from "@/server/workflows/delete-old-changes";

const everyMs = 6 * 3_600_000;
/** Not while a start has more urgent things to do. */
const firstAfterMs = 60_000;

/** Removes what is older than its retention and gives its room back, soon after a start and every few hours. */
export function maintainRegularly(): void {
  const tidy = () =>
    maintain().catch((error: unknown) => logger().warn({ err: error }, "Old runs could not be removed"));
  setTimeout(tidy, firstAfterMs).unref();
  setInterval(tidy, everyMs).unref();
}

export async function maintain(): Promise<void> {
  const opened = await database();
  const runs = await deleteOldRuns(opened, env().runRetentionDays);
  if (runs > 0) logger().info({ runs }, "Old runs were removed");
  const messages = await applyRetention(opened);
  if (messages > 0) logger().info({ messages }, "Messages beyond their retention were removed");
  await deleteStrayValues(opened);
  await deleteOldChanges(opened);
  await deleteOldResults(opened, env().reuse);
  const forgotten = await forgetDueDocuments(opened);
  if (forgotten > 0) logger().info({ forgotten }, "What was remembered beyond its retention was forgotten");
  await deleteOldVectors(opened);
  await deleteStaleChunks(opened);
  await vacuumDatabase(opened);
}
