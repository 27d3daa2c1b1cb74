import type { Issue } from "@/nodes/core/issue";

export interface IssueGroup {
  /** The node's id; undefined for what concerns the document as a whole. */
  readonly nodeId: string | undefined;
  readonly title: string;
  readonly issues: readonly Issue[];
}

/** Issues under the node that they concern: the document first, then nodes with errors, then those with warnings alone. */
export function groupIssues(issues: readonly Issue[], nodeNames: ReadonlyMap<string, string>): IssueGroup[] {
  const groups = [...Map.groupBy(issues, ({ nodeId }) => nodeId)].map(([nodeId, members]) => ({
    nodeId,
    title: nodeId === undefined ? "The document" : (nodeNames.get(nodeId) ?? nodeId),
    issues: [...members].sort((a, b) => rank(a) - rank(b)),
  }));
  return groups.sort((a, b) => groupRank(a) - groupRank(b));
}

function rank({ severity }: Issue): number {
  return severity === "error" ? 0 : 1;
}

function groupRank({ nodeId, issues }: IssueGroup): number {
  const [first] = issues;
  return (nodeId === undefined ? 0 : 1) + 2 * (first === undefined ? 1 : rank(first));
}
