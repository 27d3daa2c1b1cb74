import { calledAs, type PlacedNode } from "@/nodes/core/node-at-path";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";

/** Whose node a tool is. */
export interface ToolOwner {
  readonly workflowId: string;
  /** Of a workflow that the owner brings along: `its id/the node's id`. */
  readonly nodeId: string;
}

/** The stored workflows that the tools of one run stand in: its own, or one that it calls. */
export class ToolOwners {
  readonly #database: Database;
  readonly #workspaceId: string;
  readonly #workflowId: string | null;
  readonly #called = new Map<string, Promise<string | undefined>>();

  constructor(database: Database, workspaceId: string, workflowId: string | null) {
    this.#database = database;
    this.#workspaceId = workspaceId;
    this.#workflowId = workflowId;
  }

  /** Undefined where no stored workflow has it. */
  async of({ graph, node }: PlacedNode): Promise<ToolOwner | undefined> {
    const called = calledAs(graph);
    const stored = called === undefined ? undefined : await this.#storedId(called);
    if (stored !== undefined) return { workflowId: stored, nodeId: node.id };
    if (this.#workflowId === null) return undefined;
    return { workflowId: this.#workflowId, nodeId: called === undefined ? node.id : `${called}/${node.id}` };
  }

  #storedId(idOrSlug: string): Promise<string | undefined> {
    const known = this.#called.get(idOrSlug);
    if (known !== undefined) return known;
    const reading = outlast(
      () =>
        this.#database.execute<{ id: string }>(
          "select id from workflows where (id = $1 or slug = $1) and workspace_id = $2",
          [idOrSlug, this.#workspaceId],
        ),
      "a called workflow",
    ).then(([row]) => row?.id);
    this.#called.set(idOrSlug, reading);
    return reading;
  }
}
