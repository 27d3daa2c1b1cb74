import { AppError, isAppError } from "@/nodes/core/app-error";
import { errorIssue } from "@/nodes/core/issue";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { FileWatchConfig } from "@/nodes/file-watch/definition";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import type { WebhookConfig } from "@/nodes/webhook/definition";
import { makeFolderInWorkspace } from "@/server/files/workspace-folder";
import { nextTime } from "@/server/triggers/cron-times";

export interface NewTrigger {
  readonly node_id: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
  readonly path: string | null;
  readonly method: string | null;
  readonly next_at: string | null;
}

/** The triggers that a document has when it is published. Throws `WORKFLOW_INVALID` with the issue of one that cannot be. */
export async function triggersOf(name: string, workflow: Workflow): Promise<NewTrigger[]> {
  const resolved = resolveNodes(workflow, definitions);
  const triggers: NewTrigger[] = [];
  for (const [i, node] of workflow.nodes.entries()) {
    const { definition, config } = resolved.get(node.id) ?? {};
    if (definition?.entry !== "trigger" || config === undefined || node.disabled === true) continue;
    try {
      const details = await detailsOf(node.type, config);
      refuseSecond(triggers, details);
      triggers.push({ node_id: node.id, type: node.type, config, ...details });
    } catch (error) {
      if (!isAppError(error)) throw error;
      const at = `nodes[${i}].config${error.field === undefined ? "" : `.${error.field}`}`;
      throw new AppError("WORKFLOW_INVALID", `${name}: ${error.userMessage}`, {
        details: { issues: [errorIssue(at, "NODE_CONFIG_INVALID", error.userMessage, node.id)] },
        hint: error.hint,
      });
    }
  }
  return triggers;
}

type Details = Pick<NewTrigger, "path" | "method" | "next_at">;

async function detailsOf(type: string, config: Record<string, unknown>): Promise<Details> {
  const none = { path: null, method: null, next_at: null };
  if (type === "webhook") {
    const { path, method } = config as unknown as WebhookConfig;
    return { ...none, path, method };
  }
  if (type === "schedule") {
    const { cron, timezone } = config as unknown as ScheduleConfig;
    return { ...none, next_at: nextTime(cron, timezone).toISOString() };
  }
  // A folder that is there when it is published is one that people find to put files into.
  if (type === "file-watch") await makeFolderInWorkspace((config as unknown as FileWatchConfig).folder);
  return none;
}

function refuseSecond(triggers: readonly NewTrigger[], { path, method }: Details): void {
  if (path === null || !triggers.some((one) => one.path === path && one.method === method)) return;
  throw new AppError("NODE_CONFIG_INVALID", `Two webhooks have the address ${method} /api/hooks/${path}.`, {
    field: "path",
    hint: "Choose another path for one of them.",
  });
}
