import type { Model } from "@/nodes/core/node-runner";
import { type Workflow, workflowSchema } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { runnerOf } from "@/nodes/runners";
import type { Database } from "@/server/db/open-database";
import { RunHost } from "@/server/executor/run-host";
import type { ExecutorServices } from "@/server/executor/services";
import { newId } from "@/server/new-id";
import { EventWriter } from "@/server/runs/event-writer";
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
    openOutbound: (grants) => outbound.open(grants),
    owner,
    slots: 16,
    ...replace,
  });
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
    const [source, sourceHandle, target, targetHandle] = text.split(/\s*->\s*|\./);
    return { id: `c${i + 1}`, source, sourceHandle, target, targetHandle };
  });
  return workflowSchema.parse({
    format: "heddle.workflow",
    version: 1,
    name: "test",
    nodes: Object.entries(nodes).map(([id, { type, policy, disabled, ...config }]) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      config,
      ...(policy === undefined ? {} : { policy }),
      ...(disabled === undefined ? {} : { disabled }),
    })),
    connections: ends,
    settings,
  });
}
