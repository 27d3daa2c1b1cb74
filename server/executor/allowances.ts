import { openJson, sealJson } from "@/drizzle/schema/sealed";
import { type ArgumentPattern, argumentsBeyond } from "@/nodes/core/argument-pattern";
import type { Graph } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { nodeAtPath, type PlacedNode } from "@/nodes/core/node-at-path";
import { isSameJson } from "@/nodes/core/same-json";
import { outlast } from "@/server/db/passing-error";
import type { ExecutorServices } from "@/server/executor/services";
import { toolFingerprint } from "@/server/executor/tool-fingerprint";
import { type ToolOwner, ToolOwners } from "@/server/executor/tool-owners";
import { newId } from "@/server/new-id";
import type { RunLog } from "@/server/runs/run-log";

interface AllowancesOptions {
  readonly database: ExecutorServices["database"];
  readonly graph: Graph;
  readonly log: RunLog;
  readonly workflowId: string | null;
}

/** Calls of tools that a person allowed beyond the one that was asked about. */
export class Allowances {
  readonly #options: AllowancesOptions;
  readonly #owners: ToolOwners;

  constructor(options: AllowancesOptions) {
    this.#options = options;
    const { database, log, workflowId } = options;
    this.#owners = new ToolOwners(database, log.workspaceId, workflowId);
  }

  async allow(tool: PlacedNode, args: JsonObject): Promise<boolean> {
    if (this.#isAllowedInRun(tool, args)) return true;
    const owner = await this.#owners.of(tool);
    if (owner === undefined) return false;
    return (await this.#patterns(owner, tool)).some((pattern) => argumentsBeyond(pattern, args).length === 0);
  }

  /** From now on, in later runs too. Nothing is kept where the tool stands in no stored workflow (any more). */
  async keep(tool: PlacedNode, pattern: ArgumentPattern, by = ""): Promise<void> {
    const owner = await this.#owners.of(tool);
    if (owner === undefined) return;
    if ((await this.#patterns(owner, tool)).some((one) => isSameJson(one, pattern))) return;
    const { database, log } = this.#options;
    const id = newId();
    await outlast(
      () =>
        database.execute(
          `insert into tool_allowances (id, workflow_id, node_id, fingerprint, pattern, created_by, workspace_id)
           select $1, w.id, $3, $4, $5, $6, w.workspace_id from workflows w where w.id = $2 and w.workspace_id = $7
           on conflict (id) do nothing`,
          [id, owner.workflowId, owner.nodeId, toolFingerprint(tool), sealJson(pattern), by, log.workspaceId],
        ),
      "allowed tools",
    );
  }

  /** The run's events say it: they are there after a restart too, and when the item that it was asked in is over. */
  #isAllowedInRun(tool: PlacedNode, args: JsonObject): boolean {
    const { graph, log } = this.#options;
    return (log.state.allowances ?? []).some(
      ({ nodeId, path, pattern }) =>
        nodeId === tool.node.id &&
        nodeAtPath(graph, nodeId, path)?.node === tool.node &&
        (pattern === undefined || argumentsBeyond(pattern, args).length === 0),
    );
  }

  async #patterns(owner: ToolOwner, tool: PlacedNode): Promise<ArgumentPattern[]> {
    const rows = await outlast(
      () =>
        this.#options.database.execute<{ pattern: string }>(
          "select pattern from tool_allowances where workflow_id = $1 and node_id = $2 and fingerprint = $3",
          [owner.workflowId, owner.nodeId, toolFingerprint(tool)],
        ),
      "allowed tools",
    );
    return rows.map(({ pattern }) => openJson(pattern) as ArgumentPattern);
  }
}
