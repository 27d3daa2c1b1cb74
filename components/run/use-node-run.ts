"use client";

import type { NodeRun } from "@/nodes/core/node-run";
import { useRunView } from "./run-context";
import { nodeRunOf } from "./run-store";

/**
 * The node run of a node in the run that is shown (inside containers and tool calls: the one that events touched
 * last). Renders again only when an event concerned this node; undefined when there is none.
 */
export function useNodeRun(nodeId: string): NodeRun | undefined {
  return useRunView((view) => nodeRunOf(view, nodeId));
}
