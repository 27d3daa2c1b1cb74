import type { DatabaseSession } from "@/server/db/open-database";
import type { NodeRunView, RunView } from "@/server/runs/run-view";
import { inlineValues, isValueRef } from "@/server/runs/stored-values";

/** Writes stored values back into a run's input and output and those of its nodes; what is beyond the limit stays a reference. */
export async function inlineRunValues(session: DatabaseSession, view: RunView): Promise<RunView> {
  const isInNode = (node: NodeRunView) => hasRefs(node.output) || hasRefs(node.waiting?.details);
  if (!hasRefs(view.input) && !hasRefs(view.output) && !view.nodes.some(isInNode)) return view;
  const output = view.output === null ? null : await inlineValues(session, view.output);
  const nodes = await Promise.all(view.nodes.map(async (node) => (isInNode(node) ? inlineNode(session, node) : node)));
  return { ...view, input: await inlineValues(session, view.input), output, nodes };
}

async function inlineNode(session: DatabaseSession, node: NodeRunView): Promise<NodeRunView> {
  const { output, waiting } = node;
  const shown = output === undefined ? {} : { output: await inlineValues(session, output) };
  if (waiting?.details === undefined) return { ...node, ...shown };
  return { ...node, ...shown, waiting: { ...waiting, details: await inlineValues(session, waiting.details) } };
}

function hasRefs(values: Record<string, unknown> | null | undefined): boolean {
  for (const name in values) if (isValueRef(values[name])) return true;
  return false;
}
