import { database } from "@/server/db/database";
import { logger } from "@/server/logger";
import { stopFileWatches, syncFileWatches } from "@/server/triggers/file-watches";
import { stopSchedules, syncSchedules } from "@/server/triggers/schedules";

/** Channel on which processes that share a Postgres tell each other that there are other triggers. */
const channel = "heddle_triggers";

/** After a commit that changed triggers: this process follows them, and so does every other one. */
export async function announceTriggers(): Promise<void> {
  const opened = await database();
  await Promise.all([syncSchedules(), syncFileWatches()]);
  if (opened.kind === "postgres") await opened.notify(channel, "");
}

/** Lets the triggers of published workflows start runs in this process, and hears of changes elsewhere. Once, at start. */
export async function followTriggers(): Promise<void> {
  const opened = await database();
  if (opened.kind === "postgres") await opened.listen(channel, syncQuietly, syncQuietly);
  await Promise.all([syncSchedules(), syncFileWatches()]);
}

export async function stopTriggers(): Promise<void> {
  await Promise.all([stopSchedules(), stopFileWatches()]);
}

function syncQuietly(): void {
  Promise.all([syncSchedules(), syncFileWatches()]).catch((error: unknown) =>
    logger().warn({ err: error }, "The triggers that another process changed could not be followed"),
  );
}
