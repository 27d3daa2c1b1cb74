import { AppError, isAppError } from "@/nodes/core/app-error";
import { errorIssue } from "@/nodes/core/issue";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import type { WebhookConfig } from "@/nodes/webhook/definition";
import { isUniqueViolation } from "@/server/db/database-error";
import type { DatabaseSession } from "@/server/db/open-database";
import { nextTime } from "@/server/triggers/cron-times";

interface Published {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly workflow: Workflow;
}

interface NewTrigger {
  readonly node_id: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
  readonly path: string | null;
  readonly method: string | null;
  readonly next_at: string | null;
}

/**
 * Makes the triggers of a workflow those of its published version; what is known of the ones that stay is kept. Throws
 * `WORKFLOW_INVALID` with issues for times that never come and for an address that another workflow has.
 */
export async function syncTriggers(session: DatabaseSession, published: Published): Promise<void> {
  const rows = triggersOf(published);
  await session.execute("delete from triggers where workflow_id = $1 and not (node_id = any($2))", [
    published.id,
    rows.map(({ node_id }) => node_id),
  ]);
  try {
    await session.execute(
      `insert into triggers (workflow_id, workspace_id, node_id, type, config, path, method, next_at)
       select $1, $2, node_id, type, config, path, method, next_at
       from json_to_recordset($3::json) as t(node_id text, type text, config jsonb, path text, method text, next_at timestamptz)
       on conflict (workflow_id, node_id) do update set type = excluded.type, config = excluded.config,
         path = excluded.path, method = excluded.method, next_at = excluded.next_at, last_error = null`,
      [published.id, published.workspaceId, JSON.stringify(rows)],
    );
  } catch (error) {
    if (isUniqueViolation(error, "triggers_hook")) throw addressTaken(published, rows);
    throw error;
  }
}

function triggersOf({ workflow, name }: Published): NewTrigger[] {
  const resolved = resolveNodes(workflow, definitions);
  return workflow.nodes.flatMap((node, i): NewTrigger[] => {
    const { definition, config } = resolved.get(node.id) ?? {};
    if (definition?.entry !== "trigger" || config === undefined || node.disabled === true) return [];
    try {
      return [{ node_id: node.id, type: node.type, config, ...detailsOf(node.type, config) }];
    } catch (error) {
      if (!isAppError(error)) throw error;
      const at = `nodes[${i}].config${error.field === undefined ? "" : `.${error.field}`}`;
      const issues = [errorIssue(at, "NODE_CONFIG_INVALID", error.userMessage, node.id)];
      throw new AppError("WORKFLOW_INVALID", `${name}: ${error.userMessage}`, {
        details: { issues },
        hint: error.hint,
      });
    }
  });
}

function detailsOf(type: string, config: Record<string, unknown>): Pick<NewTrigger, "path" | "method" | "next_at"> {
  const none = { path: null, method: null, next_at: null };
  if (type === "webhook") {
    const { path, method } = config as unknown as WebhookConfig;
    return { ...none, path, method };
  }
  if (type !== "schedule") return none;
  const { cron, timezone } = config as unknown as ScheduleConfig;
  return { ...none, next_at: nextTime(cron, timezone).toISOString() };
}

function addressTaken({ name }: Published, rows: readonly NewTrigger[]): AppError {
  const hooks = rows.filter(({ path }) => path !== null);
  const listed = hooks.map(({ method, path }) => `${method} /api/hooks/${path}`).join(", ");
  return new AppError("CONFLICT", `${name}: another published workflow has this address: ${listed}.`, {
    hint: "Choose another path in the webhook node.",
  });
}
