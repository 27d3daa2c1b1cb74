import type { DatabaseSession } from "@/server/db/open-database";
import type { RunView } from "@/server/runs/run-view";
import { inlineValues, isValueRef } from "@/server/runs/stored-values";

/** Writes stored values back into a run's input and output and those of its nodes; what is beyond the limit stays a reference. */
export async function inlineRunValues(session: DatabaseSession, view: RunView): Promise<RunView> {
  if (!hasRefs(view.input) && !hasRefs(view.output) && !view.nodes.some((node) => hasRefs(node.output))) return view;
  const output = view.output === null ? null : await inlineValues(session, view.output);
  const nodes = await Promise.all(
    view.nodes.map(async (node) =>
      hasRefs(node.output) ? { ...node, output: await inlineValues(session, node.output ?? {}) } : node,
    ),
  );
  return { ...view, input: await inlineValues(session, view.input), output, nodes };
}

function hasRefs(values: Record<string, unknown> | null | undefined): boolean {
  for (const name in values) if (isValueRef(values[name])) return true;
  return false;
}
