import { AppError, fromRunError } from "@/nodes/core/app-error";
import { isInnerPort } from "@/nodes/core/container";
import { frontier } from "@/nodes/core/frontier";
import type { Graph, GraphNode, OutputRef } from "@/nodes/core/graph";
import type { JsonValue } from "@/nodes/core/json";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { NodeOutputs, RunFacts } from "@/nodes/core/node-runner";
import { isNodeRunOver } from "@/nodes/core/run-status";
import type { Execution } from "@/server/executor/execution";
import { interruptedNodes } from "@/server/executor/interrupted-nodes";
import type { StoredOutput } from "@/server/executor/run-values";
import type { TimeLimit } from "@/server/executor/time-limit";

export interface ScopeOptions {
  readonly execution: Execution;
  readonly graph: Graph;
  /** `""`, or the item of a container, such as `loop[2]`. */
  readonly path: string;
  /** The time that all of its nodes have together, and their signal. */
  readonly limit: TimeLimit;
  readonly facts: RunFacts;
  /** Default: the `input` node. */
  readonly entry?: string;
  /** The nodes that are asked for; without it all of them are. */
  readonly only?: ReadonlySet<string>;
  /** For an item of a container: the level around it, and the values of the `inner.*` ports. */
  readonly around?: { readonly scope: Scope; readonly locals: NodeOutputs };
  /** Told at once of the failure that ends the level, so that what is in flight can be cut off. */
  readonly onFailure: (error: unknown, node: GraphNode) => void;
}

/**
 * One level of a run being carried out: the workflow itself, or the child graph of a container for one item. Asks the
 * frontier what may start, starts it, waits for any to settle, repeats.
 */
export class Scope {
  readonly execution: Execution;
  readonly graph: Graph;
  readonly path: string;
  readonly limit: TimeLimit;
  readonly facts: RunFacts;
  /** Resolves when every node of the level has ended; rejects with what failed one whose policy stops, and nothing is in flight. */
  readonly ended: Promise<void>;
  readonly #around: ScopeOptions["around"];
  readonly #entry: string | undefined;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #onFailure: ScopeOptions["onFailure"];
  readonly #known = new Set<string>();
  readonly #settle = Promise.withResolvers<void>();
  #inFlight = 0;
  /** Handed to the run's start queue, and not begun. */
  #queued = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(options: ScopeOptions) {
    this.execution = options.execution;
    this.graph = options.graph;
    this.path = options.path;
    this.limit = options.limit;
    this.facts = options.facts;
    this.#entry = options.entry ?? defaultEntry(options.graph);
    this.#around = options.around;
    this.#only = options.only;
    this.#onFailure = options.onFailure;
    this.ended = this.#settle.promise;
    this.ended.catch(() => {});
  }

  /** Starts the level, or goes on with it: what has its end in the log is not run again. */
  begin(): void {
    const failed = this.graph.dataNodes.find((node) => this.#nodeRun(node.id)?.status === "failed");
    const error = failed === undefined ? undefined : this.#nodeRun(failed.id)?.error;
    if (error !== undefined) this.stop(fromRunError(error));
    else {
      for (const nodeId of interruptedNodes(this.graph, this.path, this.execution.log.state)) this.#queue(nodeId);
      this.#advance();
    }
  }

  /** Begins nothing more; ends when what is in flight has settled. */
  stop(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    if (this.#inFlight === 0) this.#settle.reject(error);
  }

  /** The outputs of a workflow that were reached, by name: skipped ones have no key. */
  get outputs(): ReadonlyMap<string, StoredOutput> {
    const reached = new Map<string, StoredOutput>();
    for (const node of this.graph.dataNodes) {
      if (node.definition.type !== "output") continue;
      const nodeRun = this.#nodeRun(node.id);
      if (nodeRun?.status === "completed" && nodeRun.output !== undefined && "value" in nodeRun.output)
        reached.set(String(node.config.name), { key: nodeRunKey(node.id, this.path), port: "value" });
    }
    return reached;
  }

  /** The level `up` containers further out. */
  outer(up: number): Scope {
    let scope: Scope = this;
    for (let left = up; left > 0; left--) {
      if (scope.#around === undefined) throw new Error(`There are no ${up} containers around ${this.path}.`);
      scope = scope.#around.scope;
    }
    return scope;
  }

  /** Where a node of this level or of one around it stands. */
  find(nodeId: string): { readonly scope: Scope; readonly node: GraphNode } | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#around?.scope) {
      const node = scope.graph.nodes.get(nodeId);
      if (node !== undefined) return { scope, node };
    }
    return undefined;
  }

  /** The key of the node run that gives an output. */
  keyOf(ref: OutputRef): string {
    return nodeRunKey(ref.nodeId, this.outer(ref.up).path);
  }

  /** The value of an output as a node of this level reads it; undefined when it did not fire. */
  valueOf(ref: OutputRef): JsonValue | undefined {
    if (isInnerPort(ref.port)) return this.#local(ref);
    return this.execution.values.get(this.keyOf(ref), ref.port);
  }

  /** What the log shows for it: the value, or the reference to where it is stored. */
  shown(ref: OutputRef): unknown {
    return isInnerPort(ref.port) ? this.#local(ref) : this.execution.values.shown(this.keyOf(ref), ref.port);
  }

  /** Outputs of node runs, without what a container gives its items. */
  stored(refs: readonly OutputRef[]): StoredOutput[] {
    return refs.filter((ref) => !isInnerPort(ref.port)).map((ref) => ({ key: this.keyOf(ref), port: ref.port }));
  }

  #nodeRun(nodeId: string): NodeRun | undefined {
    return this.execution.log.state.nodeRuns.get(nodeRunKey(nodeId, this.path));
  }

  #local(ref: OutputRef): JsonValue | undefined {
    return this.outer(ref.up - 1).#around?.locals[ref.port];
  }

  #advance(among?: readonly string[]): void {
    const { log } = this.execution;
    if (this.execution.isClosed) this.#failure ??= { error: new AppError("CANCELED", "The run is over here.") };
    if (this.#failure !== undefined) {
      if (this.#inFlight === 0) this.#settle.reject(this.#failure.error);
      return;
    }
    const progress = {
      entry: this.#entry,
      ...(this.#only === undefined ? {} : { only: this.#only }),
      of: (id: string) => this.#nodeRun(id),
      isAliveOutside: (ref: OutputRef) => this.valueOf(ref) !== undefined,
    };
    const next = frontier(this.graph, progress, among);
    for (const { nodeId, reason } of next.skipped)
      log.append({ type: "node.skipped", nodeId, path: this.path, reason });
    for (const nodeId of next.ready) this.#queue(nodeId);
    if (this.#inFlight === 0 && this.#queued === 0) this.#finish();
    else this.execution.rest();
  }

  #queue(nodeId: string): void {
    if (this.#known.has(nodeId)) return;
    this.#known.add(nodeId);
    const node = this.graph.nodes.get(nodeId) as GraphNode;
    this.#queued += 1;
    const begin = () => {
      this.#queued -= 1;
      return this.#failure !== undefined || this.execution.isClosed ? undefined : this.#start(node);
    };
    // A container only waits for the nodes inside it, and who called a tool already has a place: they may not wait for one.
    if (node.inner !== undefined || this.path.includes("#")) void begin();
    else this.execution.starts.add(nodeRunKey(nodeId, this.path), begin);
  }

  /** Resolves when the node has settled, well or badly. */
  async #start(node: GraphNode): Promise<void> {
    const { work } = this.execution;
    this.#inFlight += 1;
    // What a node run asked for is at work by itself only while no node of it is.
    if (this.path === "" || this.#inFlight > 1) work.enter();
    let failure: { readonly error: unknown } | undefined;
    try {
      await this.execution.runNode(this, node);
    } catch (error) {
      failure = { error };
    }
    this.#inFlight -= 1;
    if (this.path === "" || this.#inFlight > 0) work.leave();
    if (failure !== undefined) this.#failed(node, failure.error);
    else this.#advance(node.next);
  }

  #failed(node: GraphNode, error: unknown): void {
    if (this.#failure === undefined) {
      this.#failure = { error };
      if (!this.execution.isClosed) this.#onFailure(error, node);
    }
    if (this.#inFlight === 0) this.#settle.reject(this.#failure.error);
  }

  #finish(): void {
    const stuck = this.graph.dataNodes.filter(({ id }) => !isNodeRunOver(this.#nodeRun(id)?.status ?? "pending"));
    if (stuck.length === 0) this.#settle.resolve();
    else
      this.#settle.reject(
        new AppError("INTERNAL", `Nothing can start, but ${stuck.map(({ id }) => id).join(", ")} did not end.`),
      );
  }
}

/** Without a trigger that fired, a workflow starts at its `input` node. */
function defaultEntry(graph: Graph): string | undefined {
  return graph.dataNodes.find((node) => node.definition.entry === "input")?.id;
}
