import type { RunError } from "./app-error";
import { itemOf, itemPath, keysAround } from "./item-path";
import {
  type AskedHost,
  askedHost,
  endedNodeRun,
  isStarterSpan,
  type NodeLevelEvent,
  type NodeRun,
  nodeRunAfter,
  nodeRunKey,
  pendingNodeRun,
} from "./node-run";
import type { RunStatus } from "./run-status";
import { addUsage, type EndedNode, noUsage, type TraceEvent, type TraceEventOf, type Usage } from "./trace-event";

/**
 * The fold of a run's events: the canvas, the run page, resume after a crash and the public interface all read this.
 * `applyEvent` changes the state in place but gives a node run that it touches a new identity, so that a subscriber of
 * one node run sees exactly the events that concern it. Events may come twice: what was seen is passed over.
 */
export interface RunState {
  readonly runId: string;
  status: RunStatus;
  input: Record<string, unknown>;
  /** `{ [output name]: value }`; null before the end. */
  output: Record<string, unknown> | null;
  error?: RunError;
  /** It failed because its process crashed too often. */
  isDeadLetter?: boolean;
  usage: Usage;
  /** Milliseconds since 1970. */
  queuedAt?: number;
  startedAt?: number;
  finishedAt?: number;
  /** Milliseconds that the run was running: without what it waited, and without the time that its server was down. */
  activeMs: number;
  /** Since when it has been running; absent while it is queued, waiting or over. */
  activeSince?: number;
  lastSeq: number;
  lastAt: number;
  /** By `nodeRunKey`; those inside an item of a container until the item is over. */
  readonly nodeRuns: Map<string, NodeRun>;
  /** Keys of the node runs inside each item that is under way, by the item's path. */
  readonly items: Map<string, Set<string>>;
  /** Of each container (by `nodeRunKey`) the item that ended last, for those who want to see what one of them did. */
  readonly lastItems: Map<string, EndedItem>;
  /** Hosts that were contacted, by host and port. */
  readonly hosts: Map<string, HostUse>;
  /** Whether what becomes ready is held, as the last answer at a breakpoint said. Absent before the first one. */
  isStepping?: boolean;
  /** Calls of tools that a person allowed for the rest of the run. They hold longer than the node runs that they were given at. */
  allowances?: RunAllowance[];
  /** Keys of the node runs that were held and went on: none of them is held twice, also when its container tries again. */
  passedBreakpoints?: Set<string>;
}

/** `nodeId` and `path` are those of the call that a person was asked about. */
export type RunAllowance = Pick<TraceEventOf<"node.decided">, "nodeId" | "path" | "pattern">;

/** An item of a container as it was when it ended. */
export interface EndedItem {
  readonly path: string;
  readonly nodeRuns: ReadonlyMap<string, NodeRun>;
}

export interface HostUse {
  readonly host: string;
  readonly requests: number;
  readonly bytesSent: number;
}

export function emptyRunState(runId: string): RunState {
  return {
    runId,
    status: "queued",
    input: {},
    output: null,
    usage: noUsage,
    activeMs: 0,
    lastSeq: 0,
    lastAt: 0,
    nodeRuns: new Map(),
    items: new Map(),
    lastItems: new Map(),
    hosts: new Map(),
  };
}

export function foldEvents(
  runId: string,
  events: Iterable<TraceEvent>,
  state: RunState = emptyRunState(runId),
): RunState {
  for (const event of events) applyEvent(state, event);
  return state;
}

/** Whether the event was new. */
export function applyEvent(state: RunState, event: TraceEvent): boolean {
  if (event.seq <= state.lastSeq) return false;
  state.lastSeq = event.seq;
  if ("nodeId" in event) applyToNode(state, event);
  else applyToRun(state, event);
  state.lastAt = event.at;
  return true;
}

type RunLevelEvent = Exclude<TraceEvent, { nodeId: string }>;

function applyToRun(state: RunState, event: RunLevelEvent): void {
  switch (event.type) {
    case "run.queued":
      state.status = "queued";
      state.input = event.input;
      state.queuedAt = event.at;
      return;
    case "run.started":
    case "run.resumed":
      // A run that was running when it is resumed lost its server: the time in between does not count.
      stopClock(state, state.lastAt);
      state.status = "running";
      state.startedAt ??= event.at;
      state.activeSince = event.at;
      return;
    case "run.waiting":
      state.status = "waiting";
      stopClock(state, event.at);
      return;
    case "run.completed":
      state.status = "completed";
      state.output = event.output;
      end(state, event.at, event.nodes);
      return;
    case "run.failed":
      state.status = "failed";
      state.error = event.error;
      if (event.isDeadLetter !== undefined) state.isDeadLetter = event.isDeadLetter;
      end(state, event.at);
      return;
    case "run.canceled":
      state.status = "canceled";
      end(state, event.at, event.nodes);
  }
}

function end(state: RunState, at: number, nodes: readonly EndedNode[] = []): void {
  stopClock(state, at);
  state.finishedAt = at;
  for (const node of nodes) noteEnded(state, node, at);
}

/** Where nothing else is known of it; its own events would say the same. */
function noteEnded(state: RunState, node: EndedNode, at: number): void {
  const key = nodeRunKey(node.nodeId, node.path);
  if (!state.nodeRuns.has(key)) state.nodeRuns.set(key, endedNodeRun(node, at));
}

function stopClock(state: RunState, at: number): void {
  if (state.activeSince === undefined) return;
  state.activeMs += Math.max(0, at - state.activeSince);
  state.activeSince = undefined;
}

function applyToNode(state: RunState, event: NodeLevelEvent): void {
  if (event.type === "node.decided") noteAllowance(state, event);
  if (event.type === "node.decided" && event.isPast === true) return;
  const key = nodeRunKey(event.nodeId, event.path);
  const known = state.nodeRuns.get(key);
  const before = known ?? pendingNodeRun(event.nodeId, event.path);
  state.nodeRuns.set(key, nodeRunAfter(before, event));
  if (known === undefined) placeInItem(state, key, event.path);
  if (event.type === "item.ended") endItem(state, key, itemPath(event.path, event.nodeId, event.index));
  if (event.type === "node.decided" && event.reason === "breakpoint") passBreakpoint(state, key, event);
  if (event.type === "node.retried") clearItems(state, key, event.error === "interrupted");
  if (event.type === "span.noted") countHost(state, askedHost(event.attributes), 1);
  if (event.type !== "span.ended") return;
  countUsage(state, event);
  noteStarter(state, event);
  countHosts(state, event, before.spans.find((span) => span.spanId === event.spanId)?.asked ?? []);
}

function noteAllowance(state: RunState, event: TraceEventOf<"node.decided">): void {
  const { nodeId, path, reason, decision, remember, pattern } = event;
  if (reason !== "approval" || decision !== "approve" || remember !== "run") return;
  state.allowances ??= [];
  state.allowances.push({ nodeId, path, ...(pattern === undefined ? {} : { pattern }) });
}

function passBreakpoint(state: RunState, key: string, { decision }: TraceEventOf<"node.decided">): void {
  state.isStepping = decision === "step";
  state.passedBreakpoints ??= new Set();
  state.passedBreakpoints.add(key);
}

function placeInItem(state: RunState, key: string, path: string): void {
  const item = itemOf(path);
  if (item === "") return;
  const keys = state.items.get(item);
  if (keys === undefined) state.items.set(item, new Set([key]));
  else keys.add(key);
}

/** Ten thousand items take no more memory than those that are under way. */
function endItem(state: RunState, containerKey: string, item: string): void {
  const nodeRuns = new Map<string, NodeRun>();
  for (const [path, keys] of state.items) {
    if (path !== item && !path.startsWith(`${item}/`)) continue;
    for (const key of keys) {
      const nodeRun = state.nodeRuns.get(key);
      if (nodeRun !== undefined) nodeRuns.set(key, nodeRun);
      state.nodeRuns.delete(key);
    }
    state.items.delete(path);
  }
  for (const key of nodeRuns.keys()) state.lastItems.delete(key);
  state.lastItems.set(containerKey, { path: item, nodeRuns });
}

/**
 * A container that is carried out again goes on with what its items have finished: what was cut off runs again, and in a
 * further attempt also what failed.
 */
function clearItems(state: RunState, containerKey: string, isInterrupted: boolean): void {
  for (const [path, keys] of state.items) {
    if (!path.startsWith(`${containerKey}[`)) continue;
    for (const key of keys) {
      const status = state.nodeRuns.get(key)?.status;
      if (status !== "canceled" && (status !== "failed" || isInterrupted)) continue;
      state.nodeRuns.delete(key);
      keys.delete(key);
    }
  }
}

/** What a node carries out is partly its own work: the mark stays when the item is folded away. */
function noteStarter(state: RunState, { nodeId, path, spanId }: TraceEventOf<"span.ended">): void {
  const span = state.nodeRuns.get(nodeRunKey(nodeId, path))?.spans.find((one) => one.spanId === spanId);
  if (span === undefined || !isStarterSpan(span)) return;
  for (const key of [nodeRunKey(nodeId, path), ...keysAround(path)]) {
    const nodeRun = state.nodeRuns.get(key);
    if (nodeRun !== undefined && nodeRun.isFromStarter !== true)
      state.nodeRuns.set(key, { ...nodeRun, isFromStarter: true });
  }
}

/** Model calls are counted where they end, so that those of failed and repeated attempts count too. */
function countUsage(state: RunState, event: TraceEventOf<"span.ended">): void {
  const attributes = event.attributes ?? {};
  if (attributes["gen_ai.request.model"] === undefined) return;
  const tokens = (kind: string) => Number(attributes[`gen_ai.usage.${kind}_tokens`] ?? 0);
  state.usage = addUsage(state.usage, { inputTokens: tokens("input"), outputTokens: tokens("output"), modelCalls: 1 });
}

/** What came of a span takes the place of what was noted while it was open; where nobody knows, that stands. */
function countHosts(
  state: RunState,
  { attributes = {} }: TraceEventOf<"span.ended">,
  asked: readonly AskedHost[],
): void {
  if (attributes["heddle.unfinished"] === true) return;
  for (const host of asked) countHost(state, host, -1);
  const last = askedHost(attributes);
  countHost(state, last, Number(attributes["heddle.requests"] ?? 1), 1);
  const earlier = attributes["heddle.earlier_hosts"];
  if (!Array.isArray(earlier)) return;
  const bytesSent = Number(attributes["http.request.body.size"] ?? 0);
  for (const host of earlier) countHost(state, { host: String(host), bytesSent }, 1);
}

function countHost(state: RunState, asked: AskedHost | undefined, requests: number, times = requests): void {
  if (asked === undefined) return;
  const { host } = asked;
  const before = state.hosts.get(host);
  const use = {
    host,
    requests: (before?.requests ?? 0) + requests,
    bytesSent: (before?.bytesSent ?? 0) + times * asked.bytesSent,
  };
  if (use.requests > 0) state.hosts.set(host, use);
  else state.hosts.delete(host);
}
