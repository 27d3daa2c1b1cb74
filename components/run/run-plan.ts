import type { RunState } from "@/nodes/core/run-state";
import type { StaleNodes } from "@/nodes/core/stale-nodes";
import type { Workflow } from "@/nodes/core/workflow";
import { nodesBefore } from "./nodes-before";

/** What of the open workflow somebody wants to run: all of it, or a part that one node bounds. */
export type RunAim = { readonly type: "whole" } | { readonly type: "from" | "to" | "alone"; readonly nodeId: string };

export const wholeRun: RunAim = { type: "whole" };

/** How the engine does it. */
export type RunPlan = (
  | { readonly type: "start"; readonly until?: string }
  | { readonly type: "fork"; readonly runId: string; readonly fromNode: string; readonly until?: string }
) & {
  /** What runs beyond what was asked for, and why. */
  readonly note?: PlanNote;
  /** Holds before each node. */
  readonly isStepping?: boolean;
};

export interface PlanNote {
  readonly title: string;
  readonly why: string;
}

export interface PlanScene {
  readonly workflow: Workflow;
  /** The run that is shown; null without one. */
  readonly run: RunState | null;
  /** Whose results in that run are out of date. */
  readonly stale: StaleNodes;
  /** The ids of the nodes that a run carries out on its own, outside of containers. */
  readonly dataNodes: ReadonlySet<string>;
  /** The node that takes the run's input. */
  readonly entryId: string | undefined;
  readonly titleOf: (nodeId: string) => string;
}

/**
 * Begins at a node with what the shown run gave before it, where there is such a run. A node before it that has no result
 * there, or whose result is out of date, runs too; without anything to begin with everything up to the node does.
 */
export function planRun(aim: RunAim, scene: PlanScene): RunPlan {
  if (aim.type === "whole") return { type: "start" };
  const { nodeId } = aim;
  if (aim.type === "to") return { type: "start", until: nodeId };
  const before = [...nodesBefore(scene.workflow, nodeId)].filter((id) => scene.dataNodes.has(id));
  const title = scene.titleOf(nodeId);
  const source = sourceOf(scene);
  if ("obstacle" in source) {
    // From its first node on is the whole run.
    if (before.length === 0 && aim.type === "from") return { type: "start" };
    return { type: "start", until: nodeId, ...noteOf(before, title, source.obstacle) };
  }
  const again = before.filter((id) => isMissing(id, scene));
  return {
    ...{ type: "fork", runId: source.runId, fromNode: nodeId },
    ...(aim.type === "alone" ? { until: nodeId } : {}),
    ...againNote(again, scene),
  };
}

/** The run to begin from, or why there is none. */
function sourceOf({ run, stale, entryId }: PlanScene): { readonly runId: string } | { readonly obstacle: string } {
  if (run === null || !hasResults(run)) return { obstacle: "There is no finished run to begin from." };
  if (entryId === undefined || !stale.has(entryId)) return { runId: run.runId };
  return { obstacle: "The input of the workflow changed since the last run." };
}

function hasResults({ nodeRuns }: RunState): boolean {
  for (const { status } of nodeRuns.values()) if (status === "completed") return true;
  return false;
}

/** What did not run because nothing living led to it has no result to miss. */
function isMissing(nodeId: string, { run, stale }: PlanScene): boolean {
  const before = run?.nodeRuns.get(nodeId);
  if (stale.has(nodeId)) return true;
  return before?.status !== "completed" && (before?.status !== "skipped" || before.skipReason === "not-asked");
}

function noteOf(before: readonly string[], title: string, why: string): { note?: PlanNote } {
  return before.length === 0 ? {} : { note: { title: `Runs what is before ${title} too, and stops there`, why } };
}

function againNote(again: readonly string[], { titleOf, stale }: PlanScene): { note?: PlanNote } {
  const [first, second, ...more] = again.map(titleOf);
  if (first === undefined) return {};
  const names =
    second === undefined
      ? first
      : more.length === 0
        ? `${first} and ${second}`
        : `${first} and ${again.length - 1} more nodes`;
  const isAllStale = again.every((id) => stale.has(id));
  const why = isAllStale ? "It changed since the last run." : "The last run has no result that could be taken over.";
  const whys = isAllStale
    ? "They changed since the last run."
    : "They changed since the last run, or have no result in it.";
  return {
    note: second === undefined ? { title: `${names} runs too`, why } : { title: `${names} run too`, why: whys },
  };
}
