import type { WorkflowSummary } from "./workflow-summary";

export type SortKey = "name" | "nodes" | "lastRun" | "updated";

export interface Sort {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** The order in which the server gives its pages. */
export const serverSort: Sort = { by: "updated", isDescending: true };

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const comparisons: Record<SortKey, (a: WorkflowSummary, b: WorkflowSummary) => number> = {
  name: (a, b) => names.compare(a.name, b.name),
  nodes: (a, b) => a.nodeCount - b.nodeCount,
  lastRun: (a, b) => (a.lastRun?.at ?? "").localeCompare(b.lastRun?.at ?? ""),
  updated: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
};

export function sortWorkflows(workflows: readonly WorkflowSummary[], { by, isDescending }: Sort): WorkflowSummary[] {
  const sign = isDescending ? -1 : 1;
  return [...workflows].sort((a, b) => sign * comparisons[by](a, b) || names.compare(a.name, b.name));
}

/** What a click on a column's head means: the other direction, or a new column in the direction people expect. */
export function nextSort(current: Sort, by: SortKey): Sort {
  if (current.by === by) return { by, isDescending: !current.isDescending };
  return { by, isDescending: by !== "name" };
}
