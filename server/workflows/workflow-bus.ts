import { database } from "@/server/db/database";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";

/** Channel on which processes that share a Postgres tell each other that a workflow has a new revision. */
const channel = "heddle_workflow_changes";

type Listener = (workflowId: string) => void;

/** Says that a workflow has a new revision; who wants to know what it holds reads it. */
export interface WorkflowBus {
  readonly publish: (workflowId: string) => void;
  /** Returns what stops it. */
  readonly subscribe: (listener: Listener) => () => void;
}

export function workflowBus(): WorkflowBus {
  return singleton("workflow-bus", () => {
    const listeners = new Set<Listener>();
    return {
      publish: (workflowId) => {
        for (const listener of listeners) listener(workflowId);
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  });
}

/** After a commit: tells this process and, where the database is shared, all others. */
export function announceChange(workflowId: string): void {
  workflowBus().publish(workflowId);
  void notifyOthers(workflowId).catch((error: unknown) => {
    logger().warn(
      { err: error, workflowId },
      "Other servers could not be told of a change; they see it with the next one",
    );
  });
}

async function notifyOthers(workflowId: string): Promise<void> {
  const opened = await database();
  if (opened.kind === "postgres") await opened.notify(channel, workflowId);
}

/** Hears of changes that other processes made. Call it once, at start. */
export async function listenToChanges(): Promise<void> {
  const opened = await database();
  if (opened.kind === "postgres") await opened.listen(channel, (workflowId) => workflowBus().publish(workflowId));
}
