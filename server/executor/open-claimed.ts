import { openJson } from "@/drizzle/schema/sealed";
import { toRunError } from "@/nodes/core/app-error";
import type { Graph } from "@/nodes/core/graph";
import { emptyRunState, foldEvents, type RunState } from "@/nodes/core/run-state";
import { answerEffect } from "@/server/conversations/answer-effect";
import { outlast } from "@/server/db/passing-error";
import type { ClaimedRun } from "@/server/executor/claim-run";
import { costlyNodes } from "@/server/executor/costly-nodes";
import { Execution } from "@/server/executor/execution";
import { openFrozen } from "@/server/executor/frozen-documents";
import { loadLargeValues } from "@/server/executor/large-values";
import { crashedTooOften, diesWhenOpened, refusalOf } from "@/server/executor/refusal-of";
import { type ExecutorServices, noGrants } from "@/server/executor/services";
import { readEvents } from "@/server/runs/read-events";
import { RunLog } from "@/server/runs/run-log";

/** With durability `result` a life of a run leaves no trace of how far its numbers went: the next one starts beyond them. */
const seqsPerLife = 1_000_000;
const lastLife = 2_000;

/**
 * The execution of a claimed run, where its log left it. It does not begin by itself. Undefined where it cannot even be
 * opened (its document is gone, a node type too): then the run has failed with that.
 */
export async function openClaimed(services: ExecutorServices, run: ClaimedRun): Promise<Execution | undefined> {
  if (diesWhenOpened(run)) {
    await bury(services, run);
    return undefined;
  }
  const state = foldEvents(run.id, await outlast(() => readEvents(services.database, run.id), "events of a run"));
  if (Object.keys(state.input).length === 0 && run.input !== null)
    state.input = openJson(run.input) as Record<string, unknown>;
  if (run.durability === "result" && run.status !== "queued") {
    state.lastSeq = Math.max(state.lastSeq, Math.min(run.fence - 1, lastLife) * seqsPerLife);
    // It starts over, and asks again what it asks.
    await outlast(() => services.database.execute("delete from waits where run_id = $1", [run.id]), "waits of a run");
  }
  try {
    return await openExecution(services, run, state);
  } catch (error) {
    const log = new RunLog({ ...logOptions(services, run, state), costly: new Map(), onLost: () => {} });
    log.append({ type: "run.failed", error: toRunError(error) });
    await log.committed();
    return undefined;
  }
}

/** Without a look at what it holds: reading that may be what the process died of. */
async function bury(services: ExecutorServices, run: ClaimedRun): Promise<void> {
  const [row] = await outlast(
    () =>
      services.database.execute<{ seq: number; started_at: Date | null; usage: RunState["usage"] | null }>(
        `select greatest(last_seq, (select coalesce(max(seq), 0) from run_events where run_id = r.id)) as seq,
           started_at, usage from runs r where id = $1`,
        [run.id],
      ),
    "a run that crashed too often",
  );
  const state = emptyRunState(run.id);
  if (row !== undefined) {
    state.lastSeq = row.seq;
    state.startedAt = row.started_at?.getTime();
    state.usage = row.usage ?? state.usage;
  }
  const log = new RunLog({ ...logOptions(services, run, state), costly: new Map(), onLost: () => {} });
  log.append(crashedTooOften(run.crashes));
  await log.committed();
}

async function openExecution(services: ExecutorServices, run: ClaimedRun, state: RunState): Promise<Execution> {
  const frozen = await openFrozen(services, run.graph_hash);
  if (frozen === undefined) throw new Error(`The document of run ${run.id} is gone.`);
  const { workflow, graph } = frozen;
  let execution: Execution | undefined;
  const log = new RunLog({
    ...logOptions(services, run, state, graph),
    costly: costlyNodes(graph),
    onLost: () => execution?.abandon(),
    onRefused: (error) => execution?.refuse(error),
  });
  execution = new Execution({
    graph,
    log,
    services,
    settings: workflow.settings,
    workflowId: run.workflow_id,
    isChat: run.options?.conversation !== undefined,
    grants: run.options?.grants ?? noGrants,
    input: await loadLargeValues(services.database, state.input),
    entry: run.options?.entry,
    until: run.options?.until,
    untilPath: run.options?.untilPath,
    hold: run.options ?? {},
    refusal: refusalOf(run, graph),
  });
  return execution;
}

function logOptions(services: ExecutorServices, run: ClaimedRun, state: RunState, graph?: Graph) {
  const { id, workspace_id: workspaceId, durability, fence, crashes, options } = run;
  const answered = options?.conversation;
  const effectOf = answered === undefined ? undefined : answerEffect(answered, graph);
  return { runId: id, workspaceId, durability, fence, crashes, writer: services.writer, state, effectOf };
}
