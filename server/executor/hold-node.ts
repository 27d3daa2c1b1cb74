import type { GraphNode } from "@/nodes/core/graph";
import type { Scope } from "@/server/executor/scope";
import { shownInputs } from "@/server/executor/shown-inputs";
import type { ToolCallSite } from "@/server/executor/tool-call";

/** Holds a node run that is about to begin, where the run has a breakpoint or goes step by step, until somebody lets it go. */
export async function holdNode(scope: Scope, node: GraphNode, call: ToolCallSite | undefined): Promise<void> {
  const { breakpoints, decisions } = scope.execution;
  const path = call?.path ?? scope.path;
  if (!breakpoints.holds(node, path)) return;
  const limit = call?.limit ?? scope.limit;
  limit.pause();
  try {
    await decisions.ask({
      nodeId: node.id,
      path,
      reason: "breakpoint",
      choices: ["resume", "step"],
      details: { input: shownInputs(scope, node, call) },
    });
  } finally {
    limit.resume();
  }
}
