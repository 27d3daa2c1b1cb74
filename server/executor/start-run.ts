import { AppError } from "@/nodes/core/app-error";
import type { Graph } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { runPriority } from "@/nodes/core/run-priority";
import type { RunState } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { type AnsweredMessage, answerEffect } from "@/server/conversations/answer-effect";
import { type HoldRequest, requireBreakpoints } from "@/server/executor/breakpoints";
import { costlyNodes } from "@/server/executor/costly-nodes";
import { Execution } from "@/server/executor/execution";
import { executor } from "@/server/executor/executor";
import { findUntil } from "@/server/executor/find-until";
import { hasLarge, storeLargeValues } from "@/server/executor/large-values";
import { freezeGraph, issuesHere, loadRunnable, type Runnable, refuseIssues } from "@/server/executor/load-runnable";
import { missingGrants } from "@/server/executor/missing-grants";
import { readRunInput } from "@/server/executor/read-run-input";
import type { RunHost } from "@/server/executor/run-host";
import type { RunGrants } from "@/server/executor/services";
import { newId } from "@/server/new-id";
import type { Effect } from "@/server/runs/effect";
import type { ForkedFrom } from "@/server/runs/forked-from";
import { RunLog } from "@/server/runs/run-log";
import type { RunFrame } from "@/server/runs/run-view";

export interface StartRun extends HoldRequest {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly workflowId: string;
  readonly input: JsonObject;
  /** Who asked: `manual`, `api`, `cli`, … */
  readonly trigger: string;
  /** The same key gives the same run again. */
  readonly idempotencyKey?: string;
  /** Goes to this node, and no further: what is not on the way is skipped. */
  readonly until?: string;
  /** Of a node inside of containers: the item that it stands in, such as `loop[2]`. */
  readonly untilPath?: string;
}

export interface StartedRun {
  readonly runId: string;
  /** Resolves when the start is stored. */
  readonly committed: Promise<void>;
  /** The fold of the run while this process holds it; undefined for a run that is queued or was there already. */
  readonly state?: RunState;
  /** Whether what `state` shows now came to be stored: what is told of a run is that. Absent like `state`. */
  readonly isStored?: () => Promise<boolean>;
  /** Resolves with the last status when the run is over and stored. Absent like `state`. */
  readonly ended?: Promise<RunStatus>;
  /** What shows the state without a look at the database. Absent like `state`. */
  readonly frame?: RunFrame;
}

/**
 * Starts the current revision of a stored workflow: checks document, input and grants, freezes the graph into the run,
 * and carries it out at once or queues it. Throws `NOT_FOUND`, `WORKFLOW_INVALID` (with `details.issues`) and
 * `PERMISSION_NEEDED`; then there is no run.
 */
export async function startRun(request: StartRun): Promise<StartedRun> {
  const host = await executor();
  const { database } = host.services;
  const runnable = await loadRunnable(database, request.workspaceId, request.workflowId);
  const { workspaceId, idempotencyKey } = request;
  const start = () =>
    startRunnable(host, runnable, {
      ...request,
      workflowId: runnable.id,
      grants: runnable.grants,
      subject: runnable.name,
    });
  if (idempotencyKey === undefined) return start();
  return startOnce(host, { workspaceId, workflowId: runnable.id, idempotencyKey }, start);
}

interface RunKey {
  readonly workspaceId: string;
  readonly workflowId: string;
  readonly idempotencyKey: string;
}

/**
 * Starts a run unless there is one with this key. Two starts may come at once: the database decides, and the other one
 * gets the run that won.
 */
export async function startOnce(host: RunHost, key: RunKey, start: () => Promise<StartedRun>): Promise<StartedRun> {
  const there = await findByKey(host, key);
  if (there !== undefined) return there;
  const started = await start();
  try {
    await started.committed;
    return started;
  } catch (error) {
    const winner = await findByKey(host, key);
    if (winner === undefined) throw error;
    return winner;
  }
}

export interface StartRunnable extends HoldRequest {
  readonly workspaceId: string;
  /** Null for a document that is not stored. */
  readonly workflowId: string | null;
  readonly input: JsonObject;
  readonly trigger: string;
  readonly grants: RunGrants;
  readonly idempotencyKey?: string;
  /** What errors call the workflow. */
  readonly subject: string;
  readonly until?: string;
  readonly untilPath?: string;
  /** The trigger that fired; its payload is the input. Without it the run starts at the `input` node. */
  readonly entry?: string;
  /** Default: a new one. */
  readonly runId?: string;
  /** The message that it answers; its end writes the answer. */
  readonly conversation?: AnsweredMessage;
  /** Commits with the run itself or not at all. */
  readonly effects?: readonly Effect[];
  /** The run that it begins in the middle of. */
  readonly forkedFrom?: ForkedFrom;
  /** What is known of nodes already: they are not run. */
  readonly known?: (graph: Graph, runId: string) => Promise<readonly NewTraceEvent[]>;
}

/** The same for a document that is at hand, stored or not. */
export async function startRunnable(host: RunHost, runnable: Runnable, start: StartRunnable): Promise<StartedRun> {
  host.requireAccepting();
  refuseIssues(issuesHere(runnable, await host.services.surroundings(runnable.requires)), start.subject);
  const graph = runnable.graph();
  const input = start.entry === undefined ? await readRunInput(host.services.database, runnable, start) : start.input;
  refuseMissingGrants(runnable, start.grants, start.subject);
  const untilPath = findUntil(graph, { ...start, beginsIn: start.forkedFrom?.path });
  if (start.breakpoints !== undefined) requireBreakpoints(graph, start.breakpoints);
  await freezeOnce(host, start.workspaceId, runnable);
  const runId = start.runId ?? newId();
  const known = (await start.known?.(graph, runId)) ?? [];
  const { settings } = runnable.workflow;
  let execution: Execution | undefined;
  const log = new RunLog({
    runId,
    workspaceId: start.workspaceId,
    durability: settings.durability,
    fence: 1,
    writer: host.services.writer,
    costly: costlyNodes(graph),
    effectOf: start.conversation === undefined ? undefined : answerEffect(start.conversation, graph),
    onLost: () => execution?.abandon(),
    onRefused: (error) => execution?.refuse(error),
    newRun: {
      id: runId,
      workspaceId: start.workspaceId,
      workflowId: start.workflowId,
      graphHash: runnable.hash,
      durability: settings.durability,
      trigger: start.trigger,
      priority: runPriority(settings, start.trigger),
      idempotencyKey: start.idempotencyKey,
      options: optionsOf({ ...start, untilPath }),
    },
  });
  const shown = hasLarge(input) ? await storeLargeValues(host.services.database, runId, input) : input;
  log.append({ type: "run.queued", input: shown }, ...(start.effects ?? []));
  for (const event of known) log.append(event);
  const committed = log.committed();
  committed.catch(() => {});
  const { grants, until, entry } = start;
  const { services } = host;
  const { workflowId } = start;
  execution = new Execution({
    graph,
    log,
    services,
    settings,
    workflowId,
    isChat: start.conversation !== undefined,
    grants,
    input,
    until,
    untilPath,
    entry,
    hold: start,
  });
  if (!host.accept(execution)) {
    await committed;
    return { runId, committed };
  }
  const frame = {
    workflowId: start.workflowId,
    workflowName: start.subject,
    dataNodes: dataNodeIds(graph),
    forkedFrom: start.forkedFrom,
  };
  return { runId, committed, state: log.state, isStored: () => log.isStored(), ended: execution.ended, frame };
}

/** What whoever takes the run up has to know. */
function optionsOf(start: StartRunnable): Record<string, unknown> {
  const { grants, until, untilPath = "", entry, breakpoints, step, forkedFrom, conversation } = start;
  const inside = untilPath === "" ? {} : { untilPath };
  const given = Object.entries({ until, ...inside, entry, breakpoints, step, forkedFrom, conversation }).filter(
    ([, value]) => value !== undefined,
  );
  return { grants, ...Object.fromEntries(given) };
}

function dataNodeIds(graph: Graph): string[] {
  return graph.dataNodes.map((node) => node.id);
}

/** Throws `PERMISSION_NEEDED` with what is missing. */
export function refuseMissingGrants(runnable: Runnable, grants: RunGrants, subject: string): void {
  const missing = missingGrants(runnable.requires.capabilities, grants);
  if (missing === undefined) return;
  throw new AppError("PERMISSION_NEEDED", `${subject} wants to ${missing.sentence}, and nobody has allowed that yet.`, {
    hint: "Look at what it does, then allow it in the workflow's settings or when you press Run.",
    details: { missing: missing.capabilities },
  });
}

const mostFrozen = 10_000;
const frozen = new Set<string>();

async function freezeOnce(host: RunHost, workspaceId: string, runnable: Runnable): Promise<void> {
  const key = `${host.services.owner}/${runnable.hash}`;
  if (frozen.has(key)) return;
  await freezeGraph(host.services.database, workspaceId, runnable);
  if (frozen.size > mostFrozen) frozen.clear();
  frozen.add(key);
}

async function findByKey(host: RunHost, key: RunKey): Promise<StartedRun | undefined> {
  const [row] = await host.services.database.execute<{ id: string }>(
    "select id from runs where workspace_id = $1 and workflow_id = $2 and idempotency_key = $3",
    [key.workspaceId, key.workflowId, key.idempotencyKey],
  );
  return row === undefined ? undefined : { runId: row.id, committed: Promise.resolve() };
}
