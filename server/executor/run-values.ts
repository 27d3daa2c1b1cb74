import type { OutputRef } from "@/nodes/core/graph";
import type { JsonValue } from "@/nodes/core/json";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { RunState } from "@/nodes/core/run-state";
import type { Database } from "@/server/db/open-database";
import { loadLarge } from "@/server/executor/large-values";
import { isValueRef } from "@/server/runs/stored-values";

/**
 * The values that flow in a run. Those of this process are kept as they are; those from before a restart come from the
 * log, large ones from where they are stored (`load` them before `get`).
 */
export class RunValues {
  readonly #database: Database;
  readonly #state: RunState;
  readonly #kept = new Map<string, NodeOutputs>();
  readonly #loaded = new Map<string, JsonValue>();

  constructor(database: Database, state: RunState) {
    this.#database = database;
    this.#state = state;
  }

  /** Only outputs that the log holds by reference need keeping: all others are in its state already. */
  keep(key: string, outputs: NodeOutputs): void {
    this.#kept.set(key, outputs);
  }

  /** The value of an output; undefined when it did not fire. */
  get(ref: OutputRef): JsonValue | undefined {
    const key = nodeRunKey(ref.nodeId);
    const nodeRun = this.#state.nodeRuns.get(key);
    if (nodeRun?.status !== "completed" || nodeRun.firedPorts?.includes(ref.port) !== true) return undefined;
    const kept = this.#kept.get(key)?.[ref.port];
    if (kept !== undefined) return kept;
    const value = nodeRun.output?.[ref.port];
    return isValueRef(value) ? this.#loaded.get(value.$ref) : (value as JsonValue | undefined);
  }

  /** What the log shows for an output: the value, or the reference to where it is stored. */
  shown(ref: OutputRef): unknown {
    return this.#state.nodeRuns.get(nodeRunKey(ref.nodeId))?.output?.[ref.port];
  }

  needsLoading(refs: readonly OutputRef[]): boolean {
    return refs.some((ref) => this.#missing(ref) !== undefined);
  }

  async load(refs: readonly OutputRef[]): Promise<void> {
    for (const id of new Set(refs.map((ref) => this.#missing(ref)))) {
      if (id === undefined) continue;
      this.#loaded.set(id, await loadLarge(this.#database, { $ref: id }));
    }
  }

  /** All values of a finished node run, wherever it stands. */
  async outputsOf(key: string): Promise<NodeOutputs | undefined> {
    const nodeRun = this.#state.nodeRuns.get(key);
    if (nodeRun?.status !== "completed") return undefined;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const outputs: Record<string, JsonValue> = {};
    for (const [port, value] of Object.entries(nodeRun.output ?? {})) {
      outputs[port] = await loadLarge(this.#database, value);
    }
    return outputs;
  }

  #missing(ref: OutputRef): string | undefined {
    const key = nodeRunKey(ref.nodeId);
    if (this.#kept.has(key)) return undefined;
    const value = this.#state.nodeRuns.get(key)?.output?.[ref.port];
    return isValueRef(value) && !this.#loaded.has(value.$ref) ? value.$ref : undefined;
  }
}
