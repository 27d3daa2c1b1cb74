import { errorIssue, type Issue } from "./issue";
import type { Workflow } from "./workflow";

/** Where a text has a NUL character: the database keeps none, and no editor shows one. */
export function nulIssues(workflow: Workflow): Issue[] {
  const places: (readonly [path: string, part: unknown, nodeId?: string])[] = [
    ["name", workflow.name],
    ["description", workflow.description],
    ...workflow.nodes.map((node, i) => [`nodes[${i}]`, node, node.id] as const),
    ...workflow.connections.map((connection, i) => [`connections[${i}]`, connection] as const),
    ["workflows", workflow.workflows],
    ["agents", workflow.agents],
  ];
  return places
    .filter(([, part]) => hasNul(part))
    .map(([path, , nodeId]) =>
      errorIssue(path, "WORKFLOW_INVALID", "There is a NUL character in a text here. Remove it.", nodeId),
    );
}

function hasNul(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === "string" && one.includes("\u0000")) return true;
    if (typeof one !== "object" || one === null) continue;
    for (const [key, inner] of Object.entries(one)) {
      if (key.includes("\u0000")) return true;
      open.push(inner);
    }
  }
  return false;
}
