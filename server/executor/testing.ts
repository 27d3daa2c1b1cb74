import type { JsonObject } from "@/nodes/core/json";
import type { Model, NodeRunner } from "@/nodes/core/node-runner";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type Workflow, workflowSchema } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { runnerOf } from "@/nodes/runners";
import { openConversations } from "@/server/conversations/find-conversations";
import type { Database } from "@/server/db/open-database";
import { makeRunnable } from "@/server/executor/load-runnable";
import { RunHost } from "@/server/executor/run-host";
import { type ExecutorServices, noGrants } from "@/server/executor/services";
import { type StartedRun, type StartRunnable, startRunnable } from "@/server/executor/start-run";
import { newId } from "@/server/new-id";
import { EventWriter } from "@/server/runs/event-writer";
import { readEvents } from "@/server/runs/read-events";
import { createRunBus } from "@/server/runs/run-bus";
import { createOutbound } from "@/server/security/outbound";

/** A host on a real database, with what a test replaces. `owner` differs, so that two hosts are two machines. */
export function testHost(database: Database, replace: Partial<ExecutorServices> & { model?: Model } = {}): RunHost {
  const bus = createRunBus();
  const owner = `test-${newId()}`;
  const outbound = createOutbound({ allowPrivate: ["127.0.0.1"], offline: false });
  return new RunHost({
    database,
    writer: new EventWriter({ database, bus, owner }),
    bus,
    definitions,
    runnerOf,
    resolveModel: async () => replace.model ?? Promise.reject(new Error("this test has no model")),
    fingerprintOf: async ({ model }) => model,
    surroundings: async () => ({}),
    conversationsOf: (workspaceId) => openConversations(database, workspaceId),
    openOutbound: (grants) => outbound.open(grants),
    owner,
    mostNodeRuns: 1_000_000,
    slots: 16,
    ...replace,
  });
}

/** Another runner for one type of node. */
export function withRunner(type: string, runner: NodeRunner): Pick<ExecutorServices, "runnerOf"> {
  return { runnerOf: async (wanted) => (wanted === type ? runner : runnerOf(wanted)) };
}

/** Starts a document as if it had been written on this machine. */
export function startTest(
  host: RunHost,
  workflow: Workflow,
  input: JsonObject = {},
  more: Partial<StartRunnable> = {},
): Promise<StartedRun> {
  return startRunnable(host, makeRunnable(workflow), {
    workspaceId: "default",
    workflowId: null,
    input,
    trigger: "manual",
    grants: { ...noGrants, hosts: ["127.0.0.1"], implied: true },
    subject: workflow.name,
    ...more,
  });
}

/** Carries a document out to its end; the events are those that are stored. */
export async function runToEnd(host: RunHost, workflow: Workflow, input: JsonObject = {}) {
  const { runId, ended, state } = await startTest(host, workflow, input);
  if (ended === undefined || state === undefined) throw new Error("This host had no slot for the run.");
  const status = await ended;
  return { runId, status, state, events: await readEvents(host.services.database, runId) };
}

/** Resolves with the first event of a host's runs that is published and fits. Ask before it can happen. */
export function published(host: RunHost, fits: (event: TraceEvent) => boolean): Promise<TraceEvent> {
  return new Promise((resolve) => {
    const stop = host.services.bus.subscribeAll((_, events) => {
      const found = events.find(fits);
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}

/** Something that waits until the test says so. */
export function gate<T = void>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  return { passed: promise, open: resolve, fail: reject };
}

/** `loop.inner.item` is the port `inner.item` of `loop`. */
function endOf(text: string): [node: string, port: string] {
  const dot = text.indexOf(".");
  return [text.slice(0, dot), text.slice(dot + 1)];
}

/**
 * A workflow from short lines: nodes as `id: type {config}`, connections as `a.port -> b.port`.
 */
export function workflowOf(
  nodes: Record<string, { type: string } & Record<string, unknown>>,
  connections: readonly string[],
  settings: Partial<Workflow["settings"]> = {},
): Workflow {
  const ends = connections.map((text, i) => {
    const [from = "", to = ""] = text.split(/\s*->\s*/);
    const [[source, sourceHandle], [target, targetHandle]] = [endOf(from), endOf(to)];
    return { id: `c${i + 1}`, source, sourceHandle, target, targetHandle };
  });
  return workflowSchema.parse({
    format: "heddle.workflow",
    version: 1,
    name: "test",
    nodes: Object.entries(nodes).map(([id, { type, policy, disabled, parentId, ...config }]) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      config,
      ...(policy === undefined ? {} : { policy }),
      ...(disabled === undefined ? {} : { disabled }),
      ...(parentId === undefined ? {} : { parentId }),
    })),
    connections: ends,
    settings,
  });
}
