import type { Issue } from "@/nodes/core/issue";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { runIssues } from "@/nodes/core/run-issues";
import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import { isSameJson } from "@/nodes/core/same-json";
import { documentIssues } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import type { ResolvedNodes } from "./resolved-cache";

/** What is wrong with the open document, as a whole and by node. */
export interface IssueIndex {
  readonly all: readonly Issue[];
  readonly byNode: ReadonlyMap<string, readonly Issue[]>;
}

export const noIssues: IssueIndex = { all: [], byNode: new Map() };

export interface IssueScene {
  readonly document: Workflow;
  readonly definitions: NodeDefinitions;
  readonly resolved: ResolvedNodes;
  readonly surroundings: RunSurroundings;
}

/** The same findings that the server makes; a node whose findings stay keeps its list. */
export function findIssues(scene: IssueScene, before: IssueIndex): IssueIndex {
  const { document, definitions, resolved, surroundings } = scene;
  const all = [
    ...documentIssues(document, definitions, new Map(resolved)),
    ...runIssues(document, definitions, surroundings, new Map(resolved)),
  ];
  if (isSameJson(all, before.all)) return before;
  const byNode = Map.groupBy(
    all.filter((issue) => issue.nodeId !== undefined),
    (issue) => issue.nodeId as string,
  );
  const kept = [...byNode].map(([id, issues]): [string, readonly Issue[]] => {
    const old = before.byNode.get(id);
    return [id, old !== undefined && isSameJson(old, issues) ? old : issues];
  });
  return { all, byNode: new Map(kept) };
}
