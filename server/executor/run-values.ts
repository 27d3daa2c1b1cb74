import type { JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { RunState } from "@/nodes/core/run-state";
import type { Database } from "@/server/db/open-database";
import { loadLarge } from "@/server/executor/large-values";
import { isValueRef } from "@/server/runs/stored-values";

/** An output of a node run, by the run's key. */
export interface StoredOutput {
  readonly key: string;
  readonly port: string;
}

/**
 * The values that flow in a run. Those of this process are kept as they are; those from before a restart come from the
 * log, large ones from where they are stored (`load` them before `get`).
 */
export class RunValues {
  readonly #database: Database;
  readonly #state: RunState;
  readonly #kept = new Map<string, NodeOutputs>();
  readonly #loaded = new Map<string, JsonValue>();
  /** The node run of which a loaded value is, by the value's id. */
  readonly #readBy = new Map<string, string>();

  constructor(database: Database, state: RunState) {
    this.#database = database;
    this.#state = state;
  }

  /** Only outputs that the log holds by reference need keeping: all others are in its state already. */
  keep(key: string, outputs: NodeOutputs): void {
    this.#kept.set(key, outputs);
  }

  /** The value of an output; undefined when it did not fire. */
  get(key: string, port: string): JsonValue | undefined {
    const nodeRun = this.#state.nodeRuns.get(key);
    if (nodeRun?.status !== "completed" || nodeRun.firedPorts?.includes(port) !== true) return undefined;
    const kept = this.#kept.get(key)?.[port];
    if (kept !== undefined) return kept;
    const value = nodeRun.output?.[port];
    return isValueRef(value) ? this.#loaded.get(value.$ref) : (value as JsonValue | undefined);
  }

  /** What the log shows for an output: the value, or the reference to where it is stored. */
  shown(key: string, port: string): unknown {
    return this.#state.nodeRuns.get(key)?.output?.[port];
  }

  needsLoading(outputs: readonly StoredOutput[]): boolean {
    return outputs.some((output) => this.#missing(output) !== undefined);
  }

  async load(outputs: readonly StoredOutput[]): Promise<void> {
    for (const output of outputs) {
      const id = this.#missing(output);
      if (id === undefined) continue;
      this.#loaded.set(id, await loadLarge(this.#database, { $ref: id }));
      this.#readBy.set(id, output.key);
    }
  }

  /** The values of an item that is over. */
  forget(item: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(`${item}/`)) this.#kept.delete(key);
    for (const [id, key] of this.#readBy) {
      if (!key.startsWith(`${item}/`)) continue;
      this.#readBy.delete(id);
      this.#loaded.delete(id);
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

  #missing({ key, port }: StoredOutput): string | undefined {
    if (this.#kept.has(key)) return undefined;
    const value = this.#state.nodeRuns.get(key)?.output?.[port];
    return isValueRef(value) && !this.#loaded.has(value.$ref) ? value.$ref : undefined;
  }
}
