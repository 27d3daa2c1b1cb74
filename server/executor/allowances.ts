import type { RunState } from "@/nodes/core/run-state";
import type { Remembrance } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";

/** Tools that a person allowed beyond one call: for the rest of a run, or always in its workflow. */
export class Allowances {
  readonly #database: Database;
  readonly #workflowId: () => Promise<string | null>;
  readonly #inRun: Set<string>;

  constructor(database: Database, state: RunState) {
    this.#database = database;
    this.#inRun = new Set(allowedBefore(state));
    let workflowId: Promise<string | null> | undefined;
    this.#workflowId = () => (workflowId ??= readWorkflowId(database, state.runId));
  }

  async has(toolId: string): Promise<boolean> {
    if (this.#inRun.has(toolId)) return true;
    const workflowId = await this.#workflowId();
    if (workflowId === null) return false;
    const rows = await outlast(
      () =>
        this.#database.execute("select 1 from tool_allowances where workflow_id = $1 and node_id = $2", [
          workflowId,
          toolId,
        ]),
      "allowed tools",
    );
    return rows.length > 0;
  }

  async add(toolId: string, remember: Remembrance): Promise<void> {
    this.#inRun.add(toolId);
    const workflowId = remember === "always" ? await this.#workflowId() : null;
    if (workflowId === null) return;
    await outlast(
      () =>
        this.#database.execute(
          "insert into tool_allowances (workflow_id, node_id) values ($1, $2) on conflict do nothing",
          [workflowId, toolId],
        ),
      "allowed tools",
    );
  }
}

/** What the run's events say of an earlier life. */
function allowedBefore(state: RunState): string[] {
  const runs = [...state.nodeRuns.values()];
  return runs.flatMap(({ nodeId, answers }) => (answers?.approval?.remember === undefined ? [] : [nodeId]));
}

async function readWorkflowId(database: Database, runId: string): Promise<string | null> {
  const [row] = await outlast(
    () => database.execute<{ workflow_id: string | null }>("select workflow_id from runs where id = $1", [runId]),
    "the workflow of a run",
  );
  return row?.workflow_id ?? null;
}
