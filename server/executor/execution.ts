import { AppError, toRunError } from "@/nodes/core/app-error";
import { endedNodes } from "@/nodes/core/ended-nodes";
import type { Graph, GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { NodeOutputs, OutboundFetch, RunFacts } from "@/nodes/core/node-runner";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import type { WorkflowSettings } from "@/nodes/core/workflow";
import { watchAbsence } from "@/server/db/absence";
import { Allowances } from "@/server/executor/allowances";
import { Breakpoints, type HoldRequest } from "@/server/executor/breakpoints";
import { type Decision, Decisions } from "@/server/executor/decisions";
import { hasLarge, loadLarge, storeLargeValues } from "@/server/executor/large-values";
import { PausableTimer } from "@/server/executor/pausable-timer";
import {
  cannotBeStored,
  type Ending,
  interruptedEnding,
  runTimeout,
  tooManyNodeRuns,
} from "@/server/executor/run-ending";
import { runNode } from "@/server/executor/run-node";
import { RunValues } from "@/server/executor/run-values";
import { RunWay } from "@/server/executor/run-way";
import { Scope, type ScopeOptions } from "@/server/executor/scope";
import type { ExecutorServices, RunGrants } from "@/server/executor/services";
import { StartQueue } from "@/server/executor/start-queue";
import { unlimited } from "@/server/executor/time-limit";
import type { NodeResult, ToolCallSite } from "@/server/executor/tool-call";
import { WorkCount } from "@/server/executor/work-count";
import type { RunLog } from "@/server/runs/run-log";

/** After a stop, nodes that do not listen to their signal are given this long before the run ends without them. */
const stopPatienceMs = 400;

/**
 * One run in the hands of this process, from its start (or from where a crash left it) to its end: what all of its levels
 * share. Its graph is carried out by a scope, and so is each item of a container.
 */
export class Execution {
  readonly graph: Graph;
  readonly log: RunLog;
  /** Null for a document that is not stored. */
  readonly workflowId: string | null;
  /** It answers a message of a conversation. */
  readonly isChat: boolean;
  readonly services: ExecutorServices;
  readonly facts: RunFacts;
  readonly values: RunValues;
  readonly decisions: Decisions;
  readonly fetch: OutboundFetch;
  /** Resolves with the last status when the run is over and stored. Rejects when another process took the run. */
  readonly ended: Promise<RunStatus>;
  readonly starts: StartQueue;
  readonly work = new WorkCount();
  readonly allowances: Allowances;
  readonly breakpoints: Breakpoints;
  /** To the node that the run goes to; undefined where it goes to the end. */
  readonly way: RunWay | undefined;
  readonly #settings: WorkflowSettings;
  readonly #abort = new AbortController();
  readonly #root: Scope;
  readonly #refusal: Ending | undefined;
  readonly #settle = Promise.withResolvers<RunStatus>();
  #nodeRuns = 0;
  #asked = Promise.withResolvers<void>();
  #ending: Ending | undefined;
  #closed = false;
  #clock: PausableTimer | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: {
    graph: Graph;
    log: RunLog;
    services: ExecutorServices;
    settings: WorkflowSettings;
    workflowId: string | null;
    isChat: boolean;
    grants: RunGrants;
    /** The values themselves, where the log holds references. */
    input: JsonObject;
    entry?: string;
    /** The node that the run goes to: what is not on the way is skipped. */
    until?: string;
    /** The item that it stands in. */
    untilPath?: string;
    hold?: HoldRequest;
    /** How it ends instead of going on. */
    refusal?: Ending;
  }) {
    this.graph = options.graph;
    this.log = options.log;
    this.services = options.services;
    this.workflowId = options.workflowId;
    this.isChat = options.isChat;
    this.#settings = options.settings;
    this.starts = new StartQueue(options.settings.maxParallel);
    const { state } = options.log;
    this.facts = {
      id: state.runId,
      startedAt: new Date(state.queuedAt ?? Date.now()).toISOString(),
      input: options.input,
    };
    this.values = new RunValues(options.services.database, state);
    const { database } = options.services;
    const { graph, log, workflowId } = options;
    this.allowances = new Allowances({ database, graph, log, workflowId });
    this.#refusal = options.refusal;
    const { until, untilPath } = options;
    this.way = until === undefined ? undefined : new RunWay(graph, until, untilPath);
    this.breakpoints = new Breakpoints(options.graph, options.hold ?? {}, state);
    this.fetch = options.services.openOutbound(options.grants);
    this.decisions = new Decisions({
      nodeRunOf: (key) => this.log.state.nodeRuns.get(key),
      append: (event) => this.log.append(event),
      committed: () => this.log.committed(),
      onWait: (key) => this.#stepAside(key),
      onGoOn: () => this.#goOn(),
      isClosed: () => this.#closed,
      store: (details) =>
        hasLarge(details as NodeOutputs) ? storeLargeValues(database, state.runId, details as NodeOutputs) : details,
      load: (stored) => loadLarge(database, stored),
    });
    this.#root = new Scope({
      execution: this,
      graph: options.graph,
      path: "",
      limit: unlimited(this.#abort.signal),
      facts: this.facts,
      entry: options.entry,
      only: this.way?.onlyAt(""),
      onFailure: (error, node) => this.#stop({ type: "run.failed", error: toRunError(error, node.id) }),
    });
    this.ended = this.#settle.promise;
    this.ended.catch(() => {});
  }

  /** Aborted when the run ends before its time, or goes on elsewhere. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** How many runs of its workflow may be under way at once. */
  get placeLimit(): number | undefined {
    return this.workflowId === null ? undefined : this.#settings.maxRuns;
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
    const ending = this.#refusal ?? interruptedEnding(state, leftMs > 0 ? undefined : outOfTime);
    if (ending !== undefined) {
      // Nothing was begun that would have to stop first.
      this.#end(ending);
      return;
    }
    const clock = new PausableTimer(leftMs, () => this.#stop(outOfTime));
    this.#clock = clock;
    // What cannot be stored holds the run up, and no longer time would have helped it.
    this.#unwatch = watchAbsence({ onAway: () => clock.pause(), onBack: () => clock.resume() });
    this.#root.ended.then(
      () => this.#end({ type: "run.completed", output: this.#output() }),
      (error: unknown) => this.#end(this.#ending ?? { type: "run.failed", error: toRunError(error) }),
    );
    this.#root.begin();
  }

  cancel(): void {
    this.#stop({ type: "run.canceled" });
  }

  /** Ends the work of this process on the run without an event: the lease is lost, or the server stops. */
  abandon(): void {
    if (this.#closed) return;
    this.#close();
    this.#abort.abort(new AppError("CANCELED", "This run goes on elsewhere."));
    this.#settle.reject(new AppError("CONFLICT", `Run ${this.facts.id} is not carried out here any more.`));
  }

  /** Runs a node: because it is ready, or because an agent calls it. */
  async runNode(scope: Scope, node: GraphNode, call?: ToolCallSite): Promise<NodeResult> {
    this.#nodeRuns += 1;
    if (this.#nodeRuns > this.services.mostNodeRuns) throw tooManyNodeRuns(this.services.mostNodeRuns);
    return runNode(scope, node, call);
  }

  /** Another level: a container's item. */
  openScope(options: Omit<ScopeOptions, "execution" | "only">): Scope {
    return new Scope({ ...options, only: this.way?.onlyAt(options.path), execution: this });
  }

  /** The item with the node that the run goes to has done its part: the run is over, and what is left was not asked for. */
  arrive(): void {
    if (this.#ending !== undefined || this.#closed) return;
    this.starts.clear();
    this.#end({ type: "run.completed", output: this.#output() });
    this.#abort.abort(new AppError("CANCELED", "The run is where it was to go."));
    this.decisions.close();
  }

  /** What a node run asked for, to its end; meanwhile the node run itself does not count as at work. */
  async during<T>(asker: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.work.during(asker, () => this.starts.during(asker, work));
    } finally {
      // What is beside it may wait for a person.
      this.rest();
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

  /** `{ [output name]: value }` as the log shows them. */
  #output(): Record<string, unknown> {
    const reached = [...this.#root.outputs];
    return Object.fromEntries(reached.map(([name, { key, port }]) => [name, this.values.shown(key, port)]));
  }

  #stop(ending: Ending): void {
    if (this.#ending !== undefined || this.#closed) return;
    this.#ending = ending;
    this.starts.clear();
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
    this.#root.stop(this.#abort.signal.reason);
    setTimeout(() => this.#end(ending), stopPatienceMs).unref();
  }

  #end(event: Ending | { readonly type: "run.completed"; readonly output: Record<string, unknown> }): void {
    if (this.#closed) return;
    if (event.type === "run.completed") this.#skipUnfinished();
    else this.#cancelUnfinished();
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
    for (const { nodeId, path } of this.#unfinished()) this.log.append({ type: "node.canceled", nodeId, path });
  }

  /**
   * What the run needed only to get to its aim. The outer ones first: a container that a crash left at work alone would take
   * what is inside of it for its own end.
   */
  #skipUnfinished(): void {
    if (this.way === undefined) return;
    for (const { nodeId, path } of this.#unfinished().sort((a, b) => a.path.length - b.path.length))
      this.log.append({ type: "node.skipped", nodeId, path, reason: "not-asked" });
  }

  #unfinished(): NodeRun[] {
    return [...this.log.state.nodeRuns.values()].filter(({ status }) => status === "running" || status === "waiting");
  }

  #close(): void {
    this.#closed = true;
    this.#clock?.stop();
    this.#unwatch?.();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  #stepAside(key: string): () => Promise<void> {
    const back = this.starts.stepAside(key);
    this.rest();
    return back;
  }

  /** Everything that is left waits for a person. */
  rest(): void {
    if (this.isWaiting || this.decisions.open === 0) return;
    if (this.decisions.open < this.work.count) return;
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
