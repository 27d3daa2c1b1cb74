import { eventsOf } from "@/components/run/testing";
import { recordRun } from "@/nodes/core/record-run";
import { isSameJson } from "@/nodes/core/same-json";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { compareRuns } from "./compare-runs";
import { documentDifference } from "./document-difference";
import type { Side } from "./side";

/** Shared by the tests of this folder. */

/** A document of nodes (`id: config`) and connections (`a.text -> b.topic`). */
export function documentOf(nodes: Record<string, object>, ways: readonly string[] = []): Workflow {
  return {
    ...emptyWorkflow("Test"),
    nodes: Object.entries(nodes).map(([id, { type = "transform", parentId, ...config }]: [string, AnyConfig]) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      config,
      ...(parentId === undefined ? {} : { parentId }),
    })),
    connections: ways.map((way, i) => {
      const [source, sourceHandle, target, targetHandle] = way.split(/\.| -> /) as [string, string, string, string];
      return { id: `c${i}`, source, sourceHandle, target, targetHandle };
    }),
  };
}

type AnyConfig = { type?: string; parentId?: string };

/** A node run that began with an input and gave an output. */
export function ran(nodeId: string, input: object, output: object, path = "", more: object = {}): NewTraceEvent[] {
  return [
    { type: "node.started", nodeId, path, attempt: 1, input: { ...input } },
    { type: "node.completed", nodeId, path, output: { ...output }, firedPorts: ["value"], durationMs: 5, ...more },
  ];
}

/** One that only computes: it notes its end alone. */
export function computed(nodeId: string, output: object, path = "", more: object = {}): NewTraceEvent {
  return {
    type: "node.completed",
    nodeId,
    path,
    output: { ...output },
    firedPorts: ["value"],
    durationMs: 0,
    ...more,
  };
}

export function sideOf(runId: string, document: Workflow, events: readonly (NewTraceEvent | NewTraceEvent[])[]): Side {
  return { runId, document, ...recordRun(runId, eventsOf(events.flat())) };
}

export function compared(a: Side, b: Side, countsItems = (id: string) => id.startsWith("loop")) {
  const documents = documentDifference(a.document, b.document);
  return compareRuns({ a, b, isSame: isSameJson, documents, countsItems });
}
