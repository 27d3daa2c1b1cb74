import type { NodeRun } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { StaleNodes } from "@/nodes/core/stale-nodes";
import type { Workflow } from "@/nodes/core/workflow";
import { levelsTo } from "./item-to-run-in";
import { nodesBefore } from "./nodes-before";
import { missingNote, type PlanNote, startNote, unknownItemNote } from "./plan-note";

/** What of the open workflow somebody wants to run: all of it, or a part that one node bounds. */
export type RunAim =
  | { readonly type: "whole" }
  | {
      readonly type: "from" | "to" | "alone";
      readonly nodeId: string;
      /** The item of a node inside of a container; without it the one that its card shows. */
      readonly path?: string;
    };

export const wholeRun: RunAim = { type: "whole" };

/** Where a run ends that does not go to the end. */
interface RunEnd {
  readonly until?: string;
  readonly untilPath?: string;
}

/** How the engine does it. */
export type RunPlan = (
  | ({ readonly type: "start" } & RunEnd)
  | ({ readonly type: "fork"; readonly runId: string; readonly fromNode: string; readonly path?: string } & RunEnd)
) & {
  /** What runs beyond what was asked for, and why. */
  readonly note?: PlanNote;
  /** Holds before each node. */
  readonly isStepping?: boolean;
};

export interface PlanScene {
  readonly workflow: Workflow;
  /** The run that is shown; null without one. */
  readonly run: RunState | null;
  /** Whose results in that run are out of date. */
  readonly stale: StaleNodes;
  /** The ids of the nodes that a run carries out on its own, those inside of containers too. */
  readonly dataNodes: ReadonlySet<string>;
  /** The node that takes the run's input. */
  readonly entryId: string | undefined;
  readonly titleOf: (nodeId: string) => string;
  /** The containers around a node, the outermost first, and itself. */
  readonly chainOf: (nodeId: string) => readonly string[];
  /** The item that a node inside of containers is run in: `wished`, or the one that it shows; `""` on the canvas itself. */
  readonly itemOf: (nodeId: string, wished?: string) => string;
  /** What the shown run knows of a node in an item. */
  readonly runIn: (nodeId: string, path: string) => NodeRun | undefined;
  /** Whether it knows anything of what is in an item. */
  readonly isItemKnown: (path: string) => boolean;
}

/**
 * Begins at a node with what the shown run gave before it, where there is such a run. A node before it that has no result
 * there, or whose result is out of date, runs too; without anything to begin with everything up to the node does.
 */
export function planRun(aim: RunAim, scene: PlanScene): RunPlan {
  if (aim.type === "whole") return { type: "start" };
  const { nodeId } = aim;
  const path = scene.itemOf(nodeId, aim.path);
  const end: RunEnd = { until: nodeId, ...(path === "" ? {} : { untilPath: path }) };
  if (aim.type === "to") return { type: "start", ...end };
  const source = sourceOf(scene);
  if ("obstacle" in source) {
    const before = placesBefore(nodeId, path, scene);
    // From its first node on is the whole run.
    if (before.length === 0 && aim.type === "from") return { type: "start" };
    return { type: "start", ...end, ...startNote(before.length, scene.titleOf(nodeId), source.obstacle) };
  }
  const begin = beginFor(nodeId, path, scene);
  const isAtNode = begin.fromNode === nodeId;
  const again = placesBefore(begin.fromNode, begin.path ?? "", scene).filter((place) => isMissing(place, scene));
  const note = isAtNode
    ? missingNote(
        again.map(({ id }) => id),
        scene,
      )
    : unknownItemNote({ ...aim, before: nodesBefore(scene.workflow, nodeId).size }, begin.fromNode, scene);
  return {
    ...{ type: "fork", runId: source.runId, ...begin },
    ...(aim.type === "from" ? {} : isAtNode ? { until: nodeId } : end),
    ...note,
  };
}

/** The node itself, or the container around it of which the shown run does not know the item. */
function beginFor(nodeId: string, item: string, { chainOf, isItemKnown }: PlanScene) {
  const levels = levelsTo(item);
  const unknown = levels.findIndex((path) => path !== "" && !isItemKnown(path));
  const depth = unknown === -1 ? levels.length - 1 : unknown - 1;
  const path = levels[depth] as string;
  return { fromNode: chainOf(nodeId)[depth] ?? nodeId, ...(path === "" ? {} : { path }) };
}

interface PlanPlace {
  readonly id: string;
  readonly path: string;
}

/** What a node depends on: beside it in its item, and beside each container around it. */
function placesBefore(nodeId: string, item: string, { workflow, dataNodes, chainOf }: PlanScene): PlanPlace[] {
  const chain = chainOf(nodeId);
  return levelsTo(item)
    .flatMap((path, depth) => [...nodesBefore(workflow, chain[depth] ?? nodeId)].map((id) => ({ id, path })))
    .filter(({ id }) => dataNodes.has(id));
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
function isMissing({ id, path }: PlanPlace, { stale, runIn }: PlanScene): boolean {
  if (stale.has(id)) return true;
  const before = runIn(id, path);
  return before?.status !== "completed" && (before?.status !== "skipped" || before.skipReason === "not-asked");
}
