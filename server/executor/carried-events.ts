import type { NodeRun, Span } from "@/nodes/core/node-run";
import type { RunAllowance, RunState } from "@/nodes/core/run-state";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { isStepId } from "@/server/executor/node-spans";
import { ownValue, ownValues } from "@/server/executor/own-values";

/**
 * What a run had done when it ended before its time, as the first events of another one (`toRun`) that goes on from there:
 * what was completed is not run again, a loop goes on with the items that are left, an agent with the steps that it has not
 * taken, and a person is asked about what may not run twice.
 */
export async function carriedEvents(database: Database, from: RunState, toRun: string): Promise<NewTraceEvent[]> {
  const carry = new Carry(database, from.runId, toRun);
  const events: NewTraceEvent[] = (from.allowances ?? []).map(allowedBefore);
  for (const nodeRun of from.nodeRuns.values()) events.push(...(await carry.nodeRun(nodeRun)));
  return events;
}

class Carry {
  readonly #database: Database;
  readonly #fromRun: string;
  readonly #toRun: string;

  constructor(database: Database, fromRun: string, toRun: string) {
    this.#database = database;
    this.#fromRun = fromRun;
    this.#toRun = toRun;
  }

  async nodeRun(nodeRun: NodeRun): Promise<NewTraceEvent[]> {
    const { nodeId, path, status } = nodeRun;
    if (status === "skipped") return [{ type: "node.skipped", nodeId, path, reason: nodeRun.skipReason ?? "dead" }];
    if (status === "completed") return [...(await this.#allowed(nodeRun)), await this.#completed(nodeRun)];
    const begun = nodeRun.startedAt === undefined ? [] : [await this.#started(nodeRun)];
    const { error } = nodeRun;
    if (status === "failed" && error !== undefined)
      return [...begun, { type: "node.failed", nodeId, path, attempt: nodeRun.attempt, error }];
    const allowed = await this.#allowed(nodeRun);
    // The word that it may run at all goes before its begin: it holds for all attempts.
    const start = nodeRun.answers?.approval?.isForAll === true ? [...allowed, ...begun] : [...begun, ...allowed];
    return [...start, ...(await this.#items(nodeRun)), ...(await this.#steps(nodeRun))];
  }

  /** What a person said of a call. How far beyond it that reached is said already. */
  async #allowed({ nodeId, path, answers }: NodeRun): Promise<NewTraceEvent[]> {
    if (answers?.approval === undefined) return [];
    const { decision, value, by } = answers.approval;
    const own = value === undefined ? {} : { value: await ownValue(this.#database, this.#toRun, value) };
    return [{ type: "node.decided", nodeId, path, reason: "approval", decision, by, ...own }];
  }

  async #completed(nodeRun: NodeRun): Promise<NewTraceEvent> {
    const { nodeId, path, firedPorts = [], output = {}, error } = nodeRun;
    return {
      type: "node.completed",
      nodeId,
      path,
      attempt: 1,
      output: await ownValues(this.#database, this.#toRun, output),
      firedPorts: [...firedPorts],
      durationMs: 0,
      reusedFrom: this.#fromRun,
      ...(error === undefined ? {} : { error }),
    };
  }

  async #started({ nodeId, path, attempt, input }: NodeRun): Promise<NewTraceEvent> {
    const own = input === undefined ? {} : { input: await ownValues(this.#database, this.#toRun, input) };
    return { type: "node.started", nodeId, path, attempt, ...own };
  }

  /** Of a container: what its items gave that are over. */
  async #items({ nodeId, path, items }: NodeRun): Promise<NewTraceEvent[]> {
    const events: NewTraceEvent[] = [];
    for (const [index, end] of (items?.ends ?? []).entries()) {
      if (end === undefined) continue;
      const result = await ownValue(this.#database, this.#toRun, end.result);
      events.push({
        type: "item.ended",
        nodeId,
        path,
        index,
        ...(items?.of === undefined ? {} : { of: items.of }),
        ...(result === undefined ? {} : { result }),
        ...(end.error === undefined ? {} : { error: end.error }),
        durationMs: 0,
      });
    }
    return events;
  }

  /** Of an agent: what its model said and its tools gave. Tokens and hosts are counted in the run that they were used in. */
  async #steps({ nodeId, path, attempt, spans }: NodeRun): Promise<NewTraceEvent[]> {
    const taken = spans.filter((span) => span.attempt === attempt && isTaken(span));
    const events = taken.map(async ({ spanId, kind, name, result, error }): Promise<NewTraceEvent[]> => {
      const at = { nodeId, path, attempt, spanId };
      const outcome = error === undefined ? { result: await ownValue(this.#database, this.#toRun, result) } : { error };
      const attributes = { "heddle.reused_from": this.#fromRun };
      return [
        { type: "span.started", ...at, kind, name },
        { type: "span.ended", ...at, durationMs: 0, attributes, ...outcome },
      ];
    });
    return (await Promise.all(events)).flat();
  }
}

/** A journaled step that has its end, and was not cut off. */
function isTaken({ spanId, endedAt, attributes }: Span): boolean {
  return isStepId(spanId) && endedAt !== undefined && attributes["heddle.unfinished"] !== true;
}

/** What was allowed for the rest of the run, also where the call that was asked about is folded away with its item. */
function allowedBefore({ nodeId, path, pattern }: RunAllowance): NewTraceEvent {
  const more = { remember: "run", ...(pattern === undefined ? {} : { pattern }), isPast: true } as const;
  return { type: "node.decided", nodeId, path, reason: "approval", decision: "approve", ...more };
}
