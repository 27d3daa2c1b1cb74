import { describe, expect, it } from "vitest";
import { errorIssue, type Issue, warningIssue } from "@/nodes/core/issue";
import { groupIssues } from "./group-issues";

const error = (path: string, nodeId?: string): Issue => errorIssue(path, "WORKFLOW_INVALID", path, nodeId);
const warning = (path: string, nodeId?: string): Issue => warningIssue(path, "WORKFLOW_INVALID", path, nodeId);

describe("groupIssues", () => {
  it("puts the document first, then nodes with errors, then nodes with warnings alone", () => {
    const groups = groupIssues(
      [warning("nodes[0].config.a", "calm"), error("nodes[1].config.b", "bad"), error("name")],
      new Map([["bad", "Researcher"]]),
    );
    expect(groups.map(({ title }) => title)).toEqual(["The document", "Researcher", "calm"]);
  });

  it("keeps all issues of a node together, errors first, each once", () => {
    const issues = [warning("nodes[0].a", "n"), error("nodes[1].x", "m"), error("nodes[0].b", "n")];
    const groups = groupIssues(issues, new Map());
    expect(groups.map(({ nodeId, issues: members }) => [nodeId, members.map(({ path }) => path)])).toEqual([
      ["n", ["nodes[0].b", "nodes[0].a"]],
      ["m", ["nodes[1].x"]],
    ]);
  });

  it("has no group for no issue", () => {
    expect(groupIssues([], new Map())).toEqual([]);
  });
});
