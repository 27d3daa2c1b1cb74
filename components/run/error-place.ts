import type { RunError } from "@/nodes/core/app-error";
import { keysAround, stepsTo } from "@/nodes/core/item-path";
import type { NodeLook } from "./node-look";

type Look = (nodeId: string, path?: string) => Pick<NodeLook, "title" | "itemWord">;

/** Where an error happened, as people call it: "Rewrite, item 3 of Each chapter". Undefined for one that names no node. */
export function errorPlace({ nodeId, path = "" }: RunError, look: Look): string | undefined {
  if (nodeId === undefined) return undefined;
  const around = (stepsTo(path) ?? []).map((step) => {
    const { title, itemWord } = look(step.containerId, step.path);
    return itemWord === undefined ? `in ${title}` : `${itemWord.toLowerCase()} ${step.index + 1} of ${title}`;
  });
  return [look(nodeId, path).title, ...around.reverse()].join(", ");
}

/** The node of the document that leads to a place: itself, or what calls the workflow that it stands in. */
export function nodeOnTheWay(
  { nodeId, path = "" }: Pick<RunError, "nodeId" | "path">,
  isCaller: (nodeId: string) => boolean,
): string | undefined {
  const containers = keysAround(path).map((key) => key.slice(key.lastIndexOf("/") + 1));
  return containers.find(isCaller) ?? nodeId;
}
