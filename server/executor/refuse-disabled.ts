import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";
import type { Reached } from "@/server/executor/reached";

/** What was frozen says what an agent was; whether it may run is what its owner says now. Throws `FORBIDDEN`. */
export async function refuseDisabled(
  session: DatabaseSession,
  workspaceId: string,
  { agents }: Reached,
): Promise<void> {
  if (agents.size === 0) return;
  const [row] = await session.execute<{ name: string }>(
    "select name from agents where workspace_id = $1 and id = any($2) and status = 'disabled' limit 1",
    [workspaceId, [...agents.values()].map(({ agent }) => agent.id)],
  );
  if (row === undefined) return;
  throw new AppError("FORBIDDEN", `The agent ${row.name} is disabled, so nothing that uses it runs.`, {
    hint: "Enable it on its page, or publish the workflow with another one.",
  });
}
