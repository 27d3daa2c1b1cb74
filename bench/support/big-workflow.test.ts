import { expect, test } from "vitest";
import { documentIssues } from "@/nodes/core/validate-workflow";
import { definitions } from "@/nodes/definitions";
import { bigWorkflow } from "./big-workflow";

test.each([
  { nodes: 500, connections: 800 },
  { nodes: 2_000, connections: 3_000 },
])("a document of $nodes nodes and $connections connections is valid", (size) => {
  const workflow = bigWorkflow(size);
  expect(workflow.nodes).toHaveLength(size.nodes);
  expect(workflow.connections).toHaveLength(size.connections);
  expect(documentIssues(workflow, definitions)).toEqual([]);
});

test("the same seed gives the same document, another one another", () => {
  const size = { nodes: 60, connections: 80 };
  expect(bigWorkflow(size)).toEqual(bigWorkflow(size));
  expect(bigWorkflow({ ...size, seed: 2 })).not.toEqual(bigWorkflow(size));
});
