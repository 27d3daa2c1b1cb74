import { AppError } from "@/nodes/core/app-error";
import type { Graph } from "@/nodes/core/graph";
import { stepsTo } from "@/nodes/core/item-path";

export interface UntilRequest {
  readonly until?: string;
  /** The item that the node stands in. */
  readonly untilPath?: string;
  /** Without `untilPath`: where the run begins. The node stands there or in a level around that. */
  readonly beginsIn?: string;
}

/**
 * The item that the node stands in which a run goes to, `""` outside of containers; undefined for a run that goes to the end.
 * Throws `NODE_INPUT_INVALID` for a place that is not there, with its field.
 */
export function findUntil(graph: Graph, { until, untilPath, beginsIn = "" }: UntilRequest): string | undefined {
  if (until === undefined) {
    if (untilPath === undefined) return undefined;
    throw new AppError(
      "NODE_INPUT_INVALID",
      `${untilPath} is to hold the node that this run goes to, and none is named.`,
      {
        field: "untilPath",
        hint: "Name the node in until.",
      },
    );
  }
  if (untilPath === undefined) {
    const around = levelsTo(graph, beginsIn) ?? [];
    const found = around.findLast(({ level }) => isDataNode(level, until));
    if (found !== undefined) return found.path;
    requireNode(graph, until, "until");
    return "";
  }
  const level = levelsTo(graph, untilPath)?.at(-1)?.level;
  if (level === undefined) throw noItem(untilPath);
  if (!isDataNode(level, until))
    throw new AppError("NODE_INPUT_INVALID", `There is no node ${until} in ${untilPath} that this run could end at.`, {
      field: "until",
      hint: "Name a node that stands in this container itself and is neither a tool nor a resource.",
    });
  return untilPath;
}

/** Only what a run carries out on its own can be its aim. */
export function requireNode(graph: Graph, nodeId: string, field: "fromNode" | "until"): void {
  if (isDataNode(graph, nodeId)) return;
  throw new AppError("NODE_INPUT_INVALID", `There is no node ${nodeId} that this run could begin or end at.`, {
    field,
    hint: "Name a node that stands outside of containers and is neither a tool nor a resource; for one inside of a container name its item too.",
  });
}

function isDataNode(graph: Graph, nodeId: string): boolean {
  return graph.nodes.get(nodeId)?.role === "data";
}

/** The outermost level, and that of each item on the way to a path; undefined where the graph has no such way. */
function levelsTo(graph: Graph, path: string): { readonly path: string; readonly level: Graph }[] | undefined {
  const steps = stepsTo(path);
  if (steps === undefined) return undefined;
  const levels = [{ path: "", level: graph }];
  for (const [i, { containerId }] of steps.entries()) {
    const container = levels[i]?.level.nodes.get(containerId);
    if (container?.inner === undefined || container.role !== "data") return undefined;
    levels.push({
      path: path
        .split("/")
        .slice(0, i + 1)
        .join("/"),
      level: container.inner,
    });
  }
  return levels;
}

function noItem(path: string): AppError {
  return new AppError("NODE_INPUT_INVALID", `There is no item ${path} that this run could end in.`, {
    field: "untilPath",
    hint: "Name a container and the place of an item in it from 0, such as loop[2]; in a loop in a loop outer[2]/inner[0].",
  });
}
