import { setMaxListeners } from "node:events";
import { AppError, fromRunError, inPlace, toRunError } from "@/nodes/core/app-error";
import { innerPrefix } from "@/nodes/core/container";
import type { Graph, GraphNode, OutputRef } from "@/nodes/core/graph";
import { itemPath } from "@/nodes/core/item-path";
import { isJsonObject, type JsonObject, type JsonValue } from "@/nodes/core/json";
import { type ItemEnd, nodeRunKey } from "@/nodes/core/node-run";
import type { ItemResult, NodeOutputs } from "@/nodes/core/node-runner";
import { loadLarge, storeLarge } from "@/server/executor/large-values";
import type { RunWay } from "@/server/executor/run-way";
import type { Scope } from "@/server/executor/scope";
import type { TimeLimit } from "@/server/executor/time-limit";

/** More events than this wait for their commit before further items end: a loop may be faster than the database. */
const mostUncommitted = 2_000;

/** The items of one attempt of a container. Each is a level of its own; what has ended is journaled in the container. */
export class OpenItems {
  readonly #scope: Scope;
  readonly #node: GraphNode;
  readonly #path: string;
  readonly #limit: TimeLimit;
  readonly #cut = new AbortController();
  readonly #open = new Set<Promise<unknown>>();
  /** How many items the runner came to. */
  #count = 0;
  /** What kept the run from getting where it is to go. */
  #missed: { readonly error: unknown } | undefined;

  constructor(scope: Scope, node: GraphNode, path: string, limit: TimeLimit) {
    this.#scope = scope;
    this.#node = node;
    this.#path = path;
    this.#limit = limit;
    setMaxListeners(0, this.#cut.signal);
    if (limit.signal.aborted) this.#cut.abort(limit.signal.reason);
    else limit.signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  readonly run = (index: number, values: NodeOutputs, of?: number): Promise<ItemResult> => {
    this.#count = Math.max(this.#count, index + 1);
    const ended = this.#ends[index];
    if (ended !== undefined) return this.#replay(index, ended);
    if (this.#cut.signal.aborted) return Promise.reject(this.#cut.signal.reason);
    // The run is over before anybody could miss it.
    if (this.#way?.asksFor(this.#node.id, this.#path, index) === false) return Promise.resolve({});
    const item = this.#scope.execution.during(this.#key, () => this.#carryOut(index, values, of));
    this.#open.add(item);
    const close = () => void this.#open.delete(item);
    item.then(close, close);
    return item;
  };

  /** Throws why the item was not reached that the run was to go into, also where the runner makes nothing of that. */
  requireWay(): void {
    const index = this.#way?.indexIn(this.#node.id, this.#path);
    if (index === undefined) return;
    if (this.#missed !== undefined) throw this.#missed.error;
    if (index >= this.#count) throw noSuchItem(this.#node, index, this.#count);
  }

  /** The attempt is over: what is still under way is cut off. Resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#limit.signal.removeEventListener("abort", this.#onAbort);
    this.#cut.abort(new AppError("CANCELED", `${this.#node.title} is over.`));
    await Promise.allSettled(this.#open);
  }

  readonly #onAbort = () => this.#cut.abort(this.#limit.signal.reason);

  get #key(): string {
    return nodeRunKey(this.#node.id, this.#path);
  }

  get #way(): RunWay | undefined {
    return this.#scope.execution.way;
  }

  get #ends(): readonly ItemEnd[] {
    return this.#scope.execution.log.state.nodeRuns.get(this.#key)?.items?.ends ?? [];
  }

  async #replay(index: number, { result, error }: NonNullable<ItemEnd>): Promise<ItemResult> {
    if (error !== undefined) throw this.#noteMissed(this.#pathOf(index), fromRunError(error));
    if (result === undefined) return {};
    return { result: await loadLarge(this.#scope.execution.services.database, result) };
  }

  #pathOf(index: number): string {
    return itemPath(this.#path, this.#node.id, index);
  }

  #noteMissed(path: string, error: unknown): unknown {
    if (this.#way?.onlyAt(path) !== undefined) this.#missed = { error };
    return error;
  }

  async #carryOut(index: number, values: NodeOutputs, of: number | undefined): Promise<ItemResult> {
    const { execution } = this.#scope;
    const path = this.#pathOf(index);
    const startedAt = performance.now();
    const end = (outcome: { result?: unknown; error?: ReturnType<typeof toRunError> }) => {
      execution.log.append({
        type: "item.ended",
        nodeId: this.#node.id,
        path: this.#path,
        index,
        ...(of === undefined ? {} : { of }),
        ...outcome,
        durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
      });
      execution.values.forget(path);
    };
    let failedAt: string | undefined;
    try {
      const result = await this.#inScope(path, values, (nodeId) => {
        failedAt = nodeId;
      });
      const stored =
        result === undefined ? undefined : await storeLarge(execution.services.database, execution.facts.id, result);
      if (execution.isClosed) throw new AppError("CANCELED", "The run is over.");
      end(stored === undefined ? {} : { result: stored });
      if (execution.log.uncommitted > mostUncommitted) await execution.log.committed();
      return result === undefined ? {} : { result };
    } catch (thrown) {
      const error = failedAt === undefined ? thrown : inPlace(thrown, { nodeId: failedAt, path });
      // What was cut off has no end of its own: it goes on when the container does.
      if (!execution.isClosed && !this.#cut.signal.aborted) end({ error: toRunError(error) });
      throw this.#noteMissed(path, error);
    }
  }

  /** The value of `inner.result`; undefined when it is dead. */
  async #inScope(
    path: string,
    values: NodeOutputs,
    onFailure: (nodeId: string) => void,
  ): Promise<JsonValue | undefined> {
    const { execution } = this.#scope;
    const own = new AbortController();
    setMaxListeners(0, own.signal);
    const onCut = () => own.abort(this.#cut.signal.reason);
    this.#cut.signal.addEventListener("abort", onCut, { once: true });
    const { definition, result } = this.#node;
    const isWorkflow = definition.subWorkflow !== undefined;
    const scope = execution.openScope({
      graph: this.#node.inner as Graph,
      path,
      limit: { ...this.#limit, signal: own.signal },
      ...(isWorkflow
        ? { facts: { ...this.#scope.facts, input: inputOf(this.#node.inner as Graph, values.value) } }
        : { facts: this.#scope.facts, around: { scope: this.#scope, locals: localsOf(values) } }),
      onFailure: (_, node) => {
        onFailure(node.id);
        own.abort(new AppError("CANCELED", "Another node failed."));
      },
    });
    own.signal.addEventListener("abort", () => scope.stop(own.signal.reason), { once: true });
    try {
      scope.begin();
      await scope.ended;
      if (this.#way?.endsIn(path) === true) {
        execution.arrive();
        throw new AppError("CANCELED", "The run is where it was to go.");
      }
      if (isWorkflow) return await this.#outputOf(scope);
      return result === undefined ? undefined : await this.#valueOf(scope, result);
    } finally {
      this.#cut.signal.removeEventListener("abort", onCut);
    }
  }

  async #valueOf(scope: Scope, ref: OutputRef): Promise<JsonValue | undefined> {
    const { values } = scope.execution;
    const stored = scope.stored([ref]);
    if (values.needsLoading(stored)) await values.load(stored);
    return scope.valueOf(ref);
  }

  /** The only output of a workflow, or all of them by name. */
  async #outputOf(scope: Scope): Promise<JsonValue> {
    const { values } = scope.execution;
    const reached = [...scope.outputs];
    const stored = reached.map(([, output]) => output);
    if (values.needsLoading(stored)) await values.load(stored);
    // An output node has no ports behind it, so none of them fires.
    const outputs = await Promise.all(
      reached.map(async ([name, { key }]) => [name, (await values.outputsOf(key))?.value ?? null] as const),
    );
    const isSingle = scope.graph.dataNodes.filter((node) => node.definition.type === "output").length === 1;
    return isSingle ? (outputs[0]?.[1] ?? null) : Object.fromEntries(outputs);
  }
}

/** An object is a workflow's whole input; what is none is the value of its only field. */
function inputOf(graph: Graph, value: JsonValue | undefined): JsonObject {
  if (isJsonObject(value)) return value as JsonObject;
  const entry = graph.dataNodes.find((node) => node.definition.entry === "input");
  if (entry === undefined || value === undefined || value === null) return {};
  const names = Object.keys((entry.definition.entryParameters?.(entry.config).properties ?? {}) as JsonObject);
  if (names.length === 1) return { [names[0] as string]: value };
  throw new AppError(
    "NODE_INPUT_INVALID",
    `The workflow takes an object with the fields ${names.join(", ")}, and got one value.`,
    { field: "value", hint: 'Put a transform node before it that makes the object, such as {"topic": value}.' },
  );
}

function noSuchItem({ title }: GraphNode, index: number, count: number): AppError {
  const has = count === 0 ? "no items" : count === 1 ? "1 item" : `${count.toLocaleString("en-US")} items`;
  return new AppError(
    "NODE_INPUT_INVALID",
    `${title} has ${has} here, and this run was to go into item ${index + 1}.`,
    {
      hint: "Run to an item that is there, or give the loop more of them.",
    },
  );
}

function localsOf(values: NodeOutputs): NodeOutputs {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [innerPrefix + name, value]));
}
