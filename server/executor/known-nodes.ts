import { AppError } from "@/nodes/core/app-error";
import type { Graph, GraphNode } from "@/nodes/core/graph";
import { downstreamOf } from "@/nodes/core/graph-ways";
import { type ItemStep, itemPath, stepsTo } from "@/nodes/core/item-path";
import type { JsonObject } from "@/nodes/core/json";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { StaleNodes } from "@/nodes/core/stale-nodes";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { requireNode } from "@/server/executor/find-until";
import { hasLarge, storeLargeValues } from "@/server/executor/large-values";
import { ownValue, ownValues } from "@/server/executor/own-values";
import { isAttempted } from "@/server/executor/run-way";

export interface KnownNodesOptions {
  readonly database: Database;
  readonly graph: Graph;
  readonly fromRun: string;
  readonly toRun: string;
  /** What the nodes of the old run did, by key, also inside of items that ended. */
  readonly nodeRuns: ReadonlyMap<string, NodeRun>;
  /** Of the outermost level and of containers: they are run again whatever they gave. */
  readonly stale: StaleNodes;
  readonly fromNode: string;
  /** The item that the node stands in. */
  readonly path: string;
  readonly output?: JsonObject;
}

/** What a fork takes over: the ends of nodes and items that do not depend on the node that it begins at. */
export class KnownNodes {
  readonly #options: KnownNodesOptions;
  readonly #events: NewTraceEvent[] = [];

  constructor(options: KnownNodesOptions) {
    this.#options = options;
  }

  /** As the first events of the new run. Throws `NODE_INPUT_INVALID` for a place that is not there, with its field. */
  async events(): Promise<NewTraceEvent[]> {
    const { fromNode, path, output } = this.#options;
    let { graph } = this.#options;
    let oldPath = "";
    let newPath = "";
    for (const step of this.#way(path)) {
      const container = graph.nodes.get(step.containerId);
      if (container?.inner === undefined || container.role !== "data") throw noItem(path);
      await this.#level(graph, oldPath, newPath, container.id);
      await this.#items(step, newPath, container);
      oldPath = itemPath(step.path, step.containerId, step.index);
      // The attempts at one thing begin anew.
      newPath = itemPath(newPath, step.containerId, isAttempted(container) ? 0 : step.index);
      graph = container.inner;
    }
    requireNode(graph, fromNode, "fromNode");
    await this.#level(graph, oldPath, newPath, fromNode);
    if (output !== undefined) this.#events.push(await this.#given(graph, newPath, output));
    return this.#events;
  }

  #way(path: string): readonly ItemStep[] {
    const steps = stepsTo(path);
    const isThere = path === "" || [...this.#options.nodeRuns.values()].some((nodeRun) => nodeRun.path === path);
    if (steps === undefined || !isThere) throw noItem(path);
    return steps;
  }

  /** The nodes of a level that do not depend on one of it. */
  async #level(graph: Graph, oldPath: string, newPath: string, begin: string): Promise<void> {
    const { database, fromRun, toRun, nodeRuns, stale } = this.#options;
    const again = downstreamOf(graph, begin);
    for (const { id } of graph.dataNodes) {
      const before = nodeRuns.get(nodeRunKey(id, oldPath));
      if (again.has(id) || stale.has(id)) continue;
      const at = { nodeId: id, path: newPath };
      if (before?.status === "skipped" && before.skipReason !== "not-asked")
        this.#events.push({ type: "node.skipped", ...at, reason: before.skipReason ?? "dead" });
      // With durability `result` only that it ended was stored: it is run again.
      if (before?.status !== "completed" || before.output === undefined) continue;
      this.#events.push({
        ...ended(at),
        output: await ownValues(database, toRun, before.output),
        firedPorts: [...(before.firedPorts ?? [])],
        reusedFrom: fromRun,
        ...(before.isFromStarter === true ? { isFromStarter: true } : {}),
      });
    }
  }

  /** What the other items of a container gave; one that begins with what the one before it gave is run again. */
  async #items({ containerId, path, index }: ItemStep, newPath: string, container: GraphNode): Promise<void> {
    const { database, toRun, nodeRuns, stale } = this.#options;
    if (stale.has(containerId) || isAttempted(container)) return;
    const { ends = [], of } = nodeRuns.get(nodeRunKey(containerId, path))?.items ?? {};
    for (const [i, end] of ends.entries()) {
      const isAgain = i === index || (container.definition.feedsBack === true && i > index);
      if (isAgain || end === undefined || end.error !== undefined) continue;
      const result = await ownValue(database, toRun, end.result);
      this.#events.push({
        type: "item.ended",
        nodeId: containerId,
        path: newPath,
        index: i,
        ...(of === undefined ? {} : { of }),
        ...(result === undefined ? {} : { result }),
        durationMs: 0,
      });
    }
  }

  async #given(graph: Graph, path: string, output: JsonObject): Promise<NewTraceEvent> {
    const { database, fromRun, toRun, fromNode } = this.#options;
    const ports = graph.nodes.get(fromNode)?.dataOutputs ?? [];
    const strange = Object.keys(output).find((port) => !ports.includes(port));
    if (strange !== undefined)
      throw new AppError(
        "NODE_INPUT_INVALID",
        `The node ${fromNode} has no output ${strange}; it has ${ports.join(", ")}.`,
        { field: "output" },
      );
    const values = hasLarge(output) ? await storeLargeValues(database, toRun, output) : output;
    const at = { nodeId: fromNode, path };
    return { ...ended(at), output: values, firedPorts: Object.keys(output), reusedFrom: fromRun, isGiven: true };
  }
}

function ended({ nodeId, path }: { readonly nodeId: string; readonly path: string }) {
  return { type: "node.completed", nodeId, path, attempt: 1, durationMs: 0 } as const;
}

function noItem(path: string): AppError {
  return new AppError("NODE_INPUT_INVALID", `The run has no item ${path} that another one could begin in.`, {
    field: "path",
    hint: "Name an item that the trace shows, such as loop[2]. What an agent does with its tools cannot be begun in the middle.",
  });
}
