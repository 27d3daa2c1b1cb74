import { posix } from "node:path";
import { toAppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { saveFile } from "@/server/files/save-file";
import { logger } from "@/server/logger";
import { fireTrigger, noteFiring } from "@/server/triggers/fire-trigger";
import { mayPass } from "@/server/triggers/may-pass";
import type { TriggerRow } from "@/server/triggers/trigger-row";
import { readWatchedFile } from "@/server/triggers/watch/read-watched-file";
import type { SettledFile } from "@/server/triggers/watch/settled-files";
import { claimFile, finishFile, releaseFile } from "@/server/triggers/watch/watched-files";

export interface FireFile extends SettledFile {
  readonly absolute: string;
}

/**
 * Starts the one run of a file, whichever processes see it. True when nothing is left to do for this state of it; what
 * keeps its run from starting is noted at the trigger. False: it changed meanwhile, or may work later.
 */
export async function fireFile(database: Database, trigger: TriggerRow, file: FireFile): Promise<boolean> {
  const key = { workflowId: trigger.workflow_id, nodeId: trigger.node_id };
  const claim = await claimFile(database, key, file);
  if (claim.holder !== "us") return claim.holder === "nobody";
  const isDone = await start(database, trigger, file, claim.name);
  await (isDone ? finishFile : releaseFile)(database, key, file);
  return isDone;
}

async function start(database: Database, trigger: TriggerRow, file: FireFile, name: string): Promise<boolean> {
  try {
    const payload = await payloadOf(database, trigger, file);
    if (payload === undefined) return false;
    await fireTrigger(trigger, { payload, key: `file/${name}` });
    return true;
  } catch (error) {
    logger().warn({ err: error, workflowId: trigger.workflow_id, path: file.path }, "A file could not start its run");
    return !mayPass(error);
  }
}

async function payloadOf(
  database: Database,
  trigger: TriggerRow,
  { path, mark, absolute }: FireFile,
): Promise<JsonObject | undefined> {
  try {
    const content = await readWatchedFile(absolute, mark);
    if (content === undefined) return undefined;
    const name = posix.basename(path);
    const file = await saveFile({ workspaceId: trigger.workspace_id, name, content });
    return { file: { ...file }, path: posix.join(String(trigger.config.folder ?? ""), path) };
  } catch (error) {
    await noteFiring(database, trigger, { error: toAppError(error).userMessage });
    throw error;
  }
}
