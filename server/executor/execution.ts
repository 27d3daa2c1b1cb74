import { AppError, type RunError, toRunError } from "@/nodes/core/app-error";
import { endedNodes } from "@/nodes/core/ended-nodes";
import { frontier } from "@/nodes/core/frontier";
import type { Graph, GraphNode, OutputRef } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { NodeOutputs, OutboundFetch, RunFacts } from "@/nodes/core/node-runner";
import { isNodeRunOver, isRunOver, type RunStatus } from "@/nodes/core/run-status";
import type { WorkflowSettings } from "@/nodes/core/workflow";
import { type Decision, Decisions } from "@/server/executor/decisions";
import { interruptedNodes } from "@/server/executor/interrupted-nodes";
import { OpenCalls } from "@/server/executor/open-calls";
import { PausableTimer } from "@/server/executor/pausable-timer";
import { cannotBeStored, type Ending, interruptedEnding, runTimeout } from "@/server/executor/run-ending";
import { runNode } from "@/server/executor/run-node";
import { RunValues } from "@/server/executor/run-values";
import type { ExecutorServices, RunGrants } from "@/server/executor/services";
import type { NodeResult, ToolCallSite } from "@/server/executor/tool-call";
import type { RunLog } from "@/server/runs/run-log";

/** After a stop, nodes that do not listen to their signal are given this long before the run ends without them. */
const stopPatienceMs = 400;

/**
 * One run in the hands of this process, from its start (or from where a crash left it) to its end: fold events to a
 * state, ask the frontier what may start, start it, wait for any to settle, repeat.
 */
export class Execution {
  readonly graph: Graph;
  readonly log: RunLog;
  readonly services: ExecutorServices;
  readonly facts: RunFacts;
  readonly values: RunValues;
  readonly decisions: Decisions;
  readonly fetch: OutboundFetch;
  /** Resolves with the last status when the run is over and stored. Rejects when another process took the run. */
  readonly ended: Promise<RunStatus>;
  readonly #settings: WorkflowSettings;
  readonly #entry: string | undefined;
  readonly #abort = new AbortController();
  readonly #ready: string[] = [];
  readonly #known = new Set<string>();
  readonly #inFlight = new Map<string, GraphNode>();
  readonly #calls = new OpenCalls();
  readonly #settle = Promise.withResolvers<RunStatus>();
  #asked = Promise.withResolvers<void>();
  #ending: Ending | undefined;
  #closed = false;
  #clock: PausableTimer | undefined;

  constructor(options: {
    graph: Graph;
    log: RunLog;
    services: ExecutorServices;
    settings: WorkflowSettings;
    grants: RunGrants;
    /** The values themselves, where the log holds references. */
    input: JsonObject;
    entry?: string;
  }) {
    this.graph = options.graph;
    this.log = options.log;
    this.services = options.services;
    this.#settings = options.settings;
    this.#entry = options.entry ?? defaultEntry(options.graph);
    const { state } = options.log;
    this.facts = {
      id: state.runId,
      startedAt: new Date(state.queuedAt ?? Date.now()).toISOString(),
      input: options.input,
    };
    this.values = new RunValues(options.services.database, state);
    this.fetch = options.services.openOutbound(options.grants);
    this.decisions = new Decisions({
      append: (event) => this.log.append(event),
      onWait: () => this.#rest(),
      onGoOn: () => this.#goOn(),
    });
    this.ended = this.#settle.promise;
    this.ended.catch(() => {});
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isWaiting(): boolean {
    return this.log.state.status === "waiting";
  }

  /** Resolves when the run waits for a person, or is over. */
  get asked(): Promise<void> {
    const ended = this.ended.then(
      () => {},
      () => {},
    );
    return this.isWaiting ? Promise.resolve() : Promise.race([ended, this.#asked.promise]);
  }

  /** Starts the run, or goes on with it: what has its end in the log is not run again. */
  begin(): void {
    const { state } = this.log;
    const { timeoutMs } = this.#settings;
    this.log.append({ type: state.startedAt === undefined ? "run.started" : "run.resumed" });
    const outOfTime: Ending = { type: "run.failed", error: runTimeout(timeoutMs) };
    const leftMs = timeoutMs - state.activeMs;
    const ending = interruptedEnding(state, leftMs > 0 ? undefined : outOfTime);
    if (ending !== undefined) {
      this.#stop(ending);
      return;
    }
    this.#clock = new PausableTimer(leftMs, () => this.#stop(outOfTime));
    for (const nodeId of interruptedNodes(this.graph, state)) this.#start(nodeId);
    this.#advance();
  }

  cancel(): void {
    this.#stop({ type: "run.canceled" });
  }

  /** Ends a run that may not go on. */
  fail(error: RunError): void {
    this.#stop({ type: "run.failed", error });
  }

  /** Ends the work of this process on the run without an event: the lease is lost, or the server stops. */
  abandon(): void {
    if (this.#closed) return;
    this.#close();
    this.#abort.abort(new AppError("CANCELED", "This run goes on elsewhere."));
    this.#settle.reject(new AppError("CONFLICT", `Run ${this.facts.id} is not carried out here any more.`));
  }

  /** Runs a node because an agent calls it. */
  runTool(node: GraphNode, call: ToolCallSite): Promise<NodeResult> {
    return runNode(this, node, call);
  }

  /** A call of a tool from its first look to its result; meanwhile its caller does not count as at work. */
  async duringCall<T>(caller: string, call: () => Promise<T>): Promise<T> {
    try {
      return await this.#calls.during(caller, call);
    } finally {
      // Calls beside it may wait for a person.
      this.#rest();
    }
  }

  /** Something of this run cannot be stored. Its end can: it fails with that. */
  refuse(cause: unknown): void {
    const wasOver = this.#closed;
    this.#close();
    this.#abort.abort(new AppError("CANCELED", "The run could not be stored."));
    this.decisions.close();
    this.#cancelUnfinished();
    this.log.append({ type: "run.failed", error: cannotBeStored(cause) });
    if (!wasOver) this.#settleWhenStored();
  }

  decide(nodeId: string, path: string, decision: Decision): boolean {
    return this.decisions.decide(nodeId, path, decision);
  }

  valueOf(ref: OutputRef): JsonValue | undefined {
    return this.values.get(ref);
  }

  #advance(among?: readonly string[]): void {
    if (this.#closed) return;
    if (this.#ending !== undefined) {
      this.#endWhenIdle();
      return;
    }
    const { nodeRuns } = this.log.state;
    const next = frontier(this.graph, { entry: this.#entry, of: (id) => nodeRuns.get(id) }, among);
    for (const { nodeId, reason } of next.skipped) this.log.append({ type: "node.skipped", nodeId, path: "", reason });
    for (const nodeId of next.ready) {
      if (this.#known.has(nodeId)) continue;
      this.#known.add(nodeId);
      this.#ready.push(nodeId);
    }
    while (this.#ready.length > 0 && this.#inFlight.size < this.#settings.maxParallel)
      this.#start(this.#ready.shift() as string);
    if (this.#inFlight.size > 0) this.#rest();
    else if (this.#ready.length === 0) this.#finish();
  }

  #start(nodeId: string): void {
    const node = this.graph.nodes.get(nodeId) as GraphNode;
    this.#known.add(nodeId);
    this.#inFlight.set(nodeId, node);
    runNode(this, node).then(
      () => this.#settled(node),
      (error: unknown) => this.#failed(node, error),
    );
  }

  #settled(node: GraphNode): void {
    this.#inFlight.delete(node.id);
    this.#advance(node.next);
  }

  #failed(node: GraphNode, error: unknown): void {
    this.#inFlight.delete(node.id);
    if (this.#closed) return;
    if (this.#ending === undefined) this.#stop({ type: "run.failed", error: toRunError(error, node.id) });
    else this.#endWhenIdle();
  }

  #finish(): void {
    const stuck = this.graph.dataNodes.filter(
      (node) => !isNodeRunOver(this.log.state.nodeRuns.get(node.id)?.status ?? "pending"),
    );
    if (stuck.length > 0) {
      const error = toRunError(
        new AppError("INTERNAL", `Nothing can start, but ${stuck.map((node) => node.id).join(", ")} did not end.`),
      );
      this.#end({ type: "run.failed", error });
    } else this.#end({ type: "run.completed", output: this.#output() });
  }

  /** `{ [output name]: value }`; outputs that were skipped have no key. */
  #output(): Record<string, unknown> {
    const output: Record<string, unknown> = {};
    for (const node of this.graph.dataNodes) {
      if (node.definition.type !== "output") continue;
      const nodeRun = this.log.state.nodeRuns.get(node.id);
      if (nodeRun?.status === "completed" && nodeRun.output !== undefined && "value" in nodeRun.output)
        output[String(node.config.name)] = nodeRun.output.value;
    }
    return output;
  }

  #stop(ending: Ending): void {
    if (this.#ending !== undefined || this.#closed) return;
    this.#ending = ending;
    this.#ready.length = 0;
    this.#clock?.stop();
    const timedOut = ending.type === "run.failed" && ending.error.code === "TIMED_OUT";
    this.#abort.abort(
      new AppError(
        "CANCELED",
        timedOut
          ? "The run took too long."
          : ending.type === "run.canceled"
            ? "The run was canceled."
            : "Another node failed.",
      ),
    );
    this.decisions.close();
    if (this.#inFlight.size === 0) this.#endWhenIdle();
    else setTimeout(() => this.#end(ending), stopPatienceMs).unref();
  }

  #endWhenIdle(): void {
    if (this.#inFlight.size === 0 && this.#ending !== undefined) this.#end(this.#ending);
  }

  #end(event: Ending | { readonly type: "run.completed"; readonly output: Record<string, unknown> }): void {
    if (this.#closed) return;
    if (event.type !== "run.completed") this.#cancelUnfinished();
    const isNoted = this.log.durability === "result" && event.type !== "run.failed";
    this.log.append(isNoted ? { ...event, nodes: endedNodes(this.log.state) } : event);
    this.#close();
    this.#settleWhenStored();
  }

  /** Where the end itself was refused, another end follows it. */
  #settleWhenStored(): void {
    this.log.committed().then(
      () => this.#settle.resolve(this.log.state.status),
      (error: unknown) => (this.log.isLost ? this.#settle.reject(error) : this.#settleWhenStored()),
    );
  }

  /** What did not end by itself: it did not listen, or it waited for a person in an earlier life of this server. */
  #cancelUnfinished(): void {
    for (const { status, nodeId, path } of [...this.log.state.nodeRuns.values()]) {
      if (status === "running" || status === "waiting") this.log.append({ type: "node.canceled", nodeId, path });
    }
  }

  #close(): void {
    this.#closed = true;
    this.#clock?.stop();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Everything that is left waits for a person. */
  #rest(): void {
    if (this.isWaiting || this.decisions.open === 0) return;
    if (this.decisions.open < this.#inFlight.size + this.#calls.surplus) return;
    if (this.#closed || this.#ending !== undefined || isRunOver(this.log.state.status)) return;
    this.log.append({ type: "run.waiting" });
    this.#clock?.pause();
    this.#asked.resolve();
  }

  #goOn(): void {
    if (!this.isWaiting) return;
    this.log.append({ type: "run.resumed" });
    this.#clock?.resume();
    this.#asked = Promise.withResolvers<void>();
  }

  /** The stored form of outputs stands in the log; the values themselves are kept for the nodes behind. */
  keep(node: GraphNode, path: string, outputs: NodeOutputs): void {
    this.values.keep(nodeRunKey(node.id, path), outputs);
  }
}

/** Without a trigger that fired, the run starts at the `input` node. */
function defaultEntry(graph: Graph): string | undefined {
  return graph.dataNodes.find((node) => node.definition.entry === "input")?.id;
}
