import type { Database } from "@/server/db/open-database";
import { type RetentionRule, retentionRuleSchema } from "@/server/memory/retention/retention-rule";

const key = "memory-retention";

/** The rule for all collections that have none of their own. */
export async function readGeneralRetention(database: Database, workspaceId: string): Promise<RetentionRule> {
  const [row] = await database.execute<{ value: unknown }>(
    "select value from settings where workspace_id = $1 and key = $2",
    [workspaceId, key],
  );
  return retentionRuleSchema.safeParse(row?.value).data ?? {};
}

export async function writeGeneralRetention(
  database: Database,
  workspaceId: string,
  rule: RetentionRule,
): Promise<void> {
  await database.execute(
    `insert into settings (workspace_id, key, value) values ($1, $2, $3)
     on conflict (workspace_id, key) do update set value = excluded.value, updated_at = now()`,
    [workspaceId, key, JSON.stringify(rule)],
  );
}
