import type { JsonObject } from "@/nodes/core/json";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { ChatReply, ChatRequest, Model } from "@/nodes/core/node-runner";
import { applyEvent, emptyRunState, foldEvents } from "@/nodes/core/run-state";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import type { Database } from "@/server/db/open-database";
import type { RunOptions } from "@/server/executor/claim-run";
import { makeRunnable } from "@/server/executor/load-runnable";
import type { RunHost } from "@/server/executor/run-host";
import { noGrants } from "@/server/executor/services";
import { published } from "@/server/executor/testing";
import { toEventRow } from "@/server/runs/event-row";
import { readEvents } from "@/server/runs/read-events";
import { projectRun } from "@/server/runs/run-rows";

/**
 * A model whose answer depends on the conversation alone, so that it says the same after a crash: it asks for `tools`
 * once (all in one turn; `$asked` in their arguments stands for what it was asked), and then answers. `calls` names what it
 * was asked, and each reply begins with that name.
 */
export function steadyModel(tools: Readonly<Record<string, JsonObject>> = {}): Model & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    id: "steady",
    capabilities: new Set(["tools"]),
    calls,
    chat: async (request) => {
      const { name, reply } = answer(request, tools);
      calls.push(name);
      // As over a network: the answer takes turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      request.onText?.(reply.text);
      request.span?.set({ "gen_ai.request.model": "steady", "gen_ai.usage.output_tokens": 3 });
      return reply;
    },
  };
}

function answer({ messages, tools = [] }: ChatRequest, script: Readonly<Record<string, JsonObject>>) {
  const asked = messages.find((message) => message.role === "user")?.content ?? "";
  const results = messages.filter((message) => message.role === "tool").map((message) => message.content);
  const wantsTools = tools.length > 0 && results.length === 0;
  const name = `${asked}/${wantsTools ? 1 : 2}`;
  const reply: ChatReply = {
    text: `${name}: ${results.join(" & ")}`.trim(),
    toolCalls: wantsTools
      ? Object.entries(script).map(([tool, args], i) => ({
          id: `call${i}`,
          name: tool,
          arguments: JSON.stringify(args).replaceAll("$asked", asked.replaceAll(" ", "-")),
        }))
      : [],
    finishReason: wantsTools ? "tool_calls" : "stop",
    usage: { inputTokens: 5, outputTokens: 3, modelCalls: 1 },
    model: "steady",
  };
  return { name, reply };
}

/** What the log says is done, and must not be done again: names of model calls, and paths of requests. */
export function doneIn(
  runId: string,
  events: readonly TraceEvent[],
  pathOf: (nodeRun: NodeRun) => string,
): Set<string> {
  const done = new Set<string>();
  const state = emptyRunState(runId);
  for (const event of events) {
    applyEvent(state, event);
    if (event.type === "node.completed")
      done.add(pathOf(state.nodeRuns.get(nodeRunKey(event.nodeId, event.path)) as NodeRun));
    if (event.type !== "span.ended") continue;
    // Only what a model said has a text in its result.
    const text = (event.result as { text?: unknown } | null | undefined)?.text;
    if (typeof text === "string") done.add(text.split(":")[0] as string);
  }
  return done;
}

/** Resolves when a run of this host is over, or waits for a person. Ask before it can happen. */
export function settled(host: RunHost, runId: string): Promise<TraceEvent> {
  return published(
    host,
    (event) => event.runId === runId && (lastEventTypes.has(event.type) || event.type === "run.waiting"),
  );
}

/** How often each node run completed, by node and path; what the log must never have more than once. */
export async function completions(database: Database, runId: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const event of await readEvents(database, runId)) {
    if (event.type !== "node.completed") continue;
    const key = `${event.path}/${event.nodeId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A run as a crash would have left it behind: these events are stored, and its holder is gone. */
export async function plantRun(
  database: Database,
  runId: string,
  workflow: Workflow,
  events: readonly TraceEvent[],
  options: RunOptions = {},
): Promise<void> {
  const own = events.map((event) => ({ ...event, runId }));
  const state = foldEvents(runId, own);
  const { status, last_seq, started_at } = projectRun(state);
  await database.execute(
    `insert into runs (id, workspace_id, graph_hash, status, durability, trigger, input, last_seq, fence, lease_owner, lease_expires_at, started_at, options)
     values ($1, 'default', $2, $3, $4, 'manual', $5, $6, 1, $7, now() - interval '1 second', $8, $9)`,
    [
      runId,
      makeRunnable(workflow).hash,
      status,
      workflow.settings.durability,
      JSON.stringify(state.input),
      last_seq,
      status === "waiting" ? null : "dead",
      started_at,
      JSON.stringify({ grants: { ...noGrants, hosts: ["127.0.0.1"], implied: true }, ...options }),
    ],
  );
  await database.execute(
    `insert into run_events (run_id, seq, at, type, node_id, path, attempt, payload)
     select run_id, seq, at, type, node_id, path, attempt, payload from json_to_recordset($1::json)
       as e(run_id text, seq int, at bigint, type text, node_id text, path text, attempt int, payload text)`,
    [JSON.stringify(own.map(toEventRow))],
  );
}
