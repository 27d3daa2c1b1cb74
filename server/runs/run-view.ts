import { z } from "zod";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import { isNodeRunOver, nodeRunStatuses, runStatuses } from "@/nodes/core/run-status";
import { runErrorSchema, usageSchema } from "@/nodes/core/trace-event";
import { deadLetterSchema } from "@/server/runs/dead-letters";
import { type ForkedFrom, forkedFromSchema } from "@/server/runs/forked-from";

export const nodeRunViewSchema = z
  .object({
    nodeId: z.string(),
    path: z.string(),
    status: z.enum(nodeRunStatuses),
    attempt: z.number().int(),
    output: z.record(z.string(), z.unknown()).optional(),
    error: runErrorSchema.optional(),
    durationMs: z.number().optional(),
    reusedFrom: z.string().optional(),
    items: z
      .object({
        total: z.number().int().optional().describe("Absent where it is not known before, as in a While."),
        ended: z.number().int().describe("Over so far, the failed ones too."),
        failed: z.number().int().describe("Without a result of their own because of an error."),
      })
      .optional()
      .describe("Of a container: its items, or its rounds. Absent before the first one is over."),
    isGiven: z
      .literal(true)
      .optional()
      .describe("The output was given by hand when the run of reusedFrom was forked, instead of being taken from it."),
    waiting: z
      .object({
        reason: z.string(),
        choices: z.array(z.string()).optional(),
        details: z.record(z.string(), z.unknown()).optional(),
      })
      .optional()
      .describe("What a person has to decide."),
  })
  .meta({ id: "NodeRun" });
export type NodeRunView = z.infer<typeof nodeRunViewSchema>;

/** A run as the public interfaces show it. */
export const runViewSchema = z
  .object({
    id: z.string(),
    workflowId: z.string().nullable(),
    workflowName: z.string(),
    status: z.enum(runStatuses),
    waitsForPlace: z
      .literal(true)
      .optional()
      .describe("The run is queued until another run of its workflow is over (settings.maxRuns)."),
    input: z.record(z.string(), z.unknown()),
    output: z.record(z.string(), z.unknown()).nullable().describe("Null before the end."),
    error: runErrorSchema.optional(),
    usage: usageSchema,
    queuedAt: z.iso.datetime().nullable(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    nodes: z.array(nodeRunViewSchema).describe("Every data node, skipped ones too, and each call of a tool."),
    deadLetter: deadLetterSchema.optional(),
    hosts: z.array(z.object({ host: z.string(), requests: z.number().int(), bytesSent: z.number() })),
    forkedFrom: forkedFromSchema.optional(),
  })
  .meta({ id: "Run" });
export type RunView = z.infer<typeof runViewSchema>;

/** What a view needs beside the fold of the run's events. */
export interface RunFrame {
  readonly workflowId: string | null;
  readonly workflowName: string;
  /** The run is queued behind others of its workflow. */
  readonly waitsForPlace?: boolean;
  /** Data nodes of the frozen graph, in document order. */
  readonly dataNodes: readonly string[];
  readonly forkedFrom?: ForkedFrom;
}

/** The fold of a run's events as it is shown. Large values stand as references. */
export function toRunView(state: RunState, frame: RunFrame): RunView {
  return {
    id: state.runId,
    workflowId: frame.workflowId,
    workflowName: frame.workflowName,
    status: state.status,
    ...(frame.waitsForPlace === true && state.status === "queued" ? { waitsForPlace: true } : {}),
    input: state.input,
    output: state.output,
    ...(state.error === undefined ? {} : { error: state.error }),
    usage: state.usage,
    queuedAt: toIso(state.queuedAt),
    startedAt: toIso(state.startedAt),
    finishedAt: toIso(state.finishedAt),
    nodes: nodeViews(state, frame.dataNodes),
    hosts: [...state.hosts.values()],
    ...(frame.forkedFrom === undefined ? {} : { forkedFrom: frame.forkedFrom }),
  };
}

function nodeViews(state: RunState, dataNodes: readonly string[]): NodeRunView[] {
  const views = dataNodes.map((nodeId) => nodeView(state.nodeRuns.get(nodeRunKey(nodeId)) ?? pending(nodeId)));
  // A call of a tool has a path; the use of a resource has none, and is shown by its spans alone.
  for (const nodeRun of state.nodeRuns.values()) if (nodeRun.path !== "") views.push(nodeView(nodeRun));
  return views;
}

type Shown = Pick<NodeRun, "nodeId" | "path" | "status" | "attempt"> & Partial<NodeRun>;

function pending(nodeId: string): Shown {
  return { nodeId, path: "", status: "pending", attempt: 0 };
}

function nodeView(run: Shown): NodeRunView {
  const view: NodeRunView = { nodeId: run.nodeId, path: run.path, status: run.status, attempt: run.attempt };
  if (run.output !== undefined) view.output = run.output;
  if (run.error !== undefined) view.error = run.error;
  const durationMs = run.durationMs ?? (isNodeRunOver(run.status) ? 0 : undefined);
  if (durationMs !== undefined) view.durationMs = durationMs;
  if (run.reusedFrom !== undefined) view.reusedFrom = run.reusedFrom;
  if (run.items !== undefined) {
    const { of, ended, failed } = run.items;
    view.items = { ...(of === undefined ? {} : { total: of }), ended, failed };
  }
  if (run.isGiven === true) view.isGiven = true;
  if (run.waiting !== undefined) view.waiting = run.waiting as NodeRunView["waiting"];
  return view;
}

function toIso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
