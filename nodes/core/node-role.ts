import { isResourceKind } from "./port";
import type { ResolvedNode } from "./resolve-node";

/**
 * `data` runs when its inputs are there; `resource` and `tool` are used by the node that they are connected to;
 * `decoration` is for people.
 */
export type NodeRole = "data" | "resource" | "tool" | "decoration";

export function roleOf({ definition, isTool, ports: { outputs } }: ResolvedNode): NodeRole {
  if (definition?.decoration === true) return "decoration";
  if (isTool) return "tool";
  return outputs.length > 0 && outputs.every((port) => isResourceKind(port.kind)) ? "resource" : "data";
}
