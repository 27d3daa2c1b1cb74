import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { changeWithoutSecrets } from "./change-without-secrets";
import { keepSecrets } from "./keep-secrets";
import { withoutSecrets } from "./without-secrets";
import { emptyWorkflow, type Workflow, type WorkflowNode } from "./workflow";
import type { WorkflowChange } from "./workflow-change";
import { computeRequires } from "./write-workflow";

const hook = (config: object): Workflow => ({
  ...emptyWorkflow("Hooked"),
  nodes: [{ id: "my-hook", type: "webhook", position: { x: 0, y: 0 }, config: { path: "a", ...config } }],
});

test("a typed secret leaves as a reference of a name of its own, which the document then requires", () => {
  const left = withoutSecrets(hook({ signature: "hmac", secret: "s3cret" }), definitions);
  expect(left.nodes[0]?.config).toMatchObject({ path: "a", signature: "hmac", secret: "{{ secrets.MY_HOOK_SECRET }}" });
  expect(computeRequires(left, definitions).secrets).toEqual(["MY_HOOK_SECRET"]);
  expect(JSON.stringify(left)).not.toContain("s3cret");
});

test("a reference stays, and so does nothing", () => {
  for (const secret of ["{{ secrets.GITHUB }}", "", undefined]) {
    const given = hook({ secret });
    expect(withoutSecrets(given, definitions)).toEqual(given);
  }
});

test("workflows that are brought along lose theirs too", () => {
  const outer = { ...emptyWorkflow("Outer"), workflows: { inner: hook({ signature: "secret", secret: "s3cret" }) } };
  expect(JSON.stringify(withoutSecrets(outer, definitions))).not.toContain("s3cret");
});

test("edits lose theirs, and what is no secret of a field stays", () => {
  const typed = hook({ signature: "secret", secret: "s3cret" });
  const changes: WorkflowChange[] = [
    { type: "node.add", node: typed.nodes[0] as WorkflowNode },
    { type: "node.config", id: "my-hook", set: { secret: "s3cret", path: "b" } },
    { type: "workflow.replace", workflow: typed },
    { type: "workflow.set", set: { name: "Named" } },
  ];
  const heard = changes.map((change) => changeWithoutSecrets(change, definitions));
  expect(JSON.stringify(heard)).not.toContain("s3cret");
  expect(heard[1]).toMatchObject({ set: { secret: "{{ secrets.MY_HOOK_SECRET }}", path: "b" } });
  expect(heard[3]).toEqual(changes[3]);
});

describe("a document that comes back without its secrets", () => {
  const stored = hook({ signature: "secret", secret: "s3cret" });
  const left = withoutSecrets(stored, definitions);
  const secretOf = (workflow: Workflow) => workflow.nodes[0]?.config.secret;

  test("keeps what was typed", () => {
    expect(keepSecrets(left, stored, definitions)).toEqual(stored);
  });

  test("takes a new secret, another reference, and none", () => {
    for (const secret of ["new", "{{ secrets.GITHUB }}", ""])
      expect(secretOf(keepSecrets(hook({ secret }), stored, definitions))).toBe(secret);
  });

  test("gives no secret to another node, or one of another type", () => {
    const renamed = { ...left, nodes: left.nodes.map((node) => ({ ...node, id: "other" })) };
    expect(JSON.stringify(keepSecrets(renamed, stored, definitions))).not.toContain("s3cret");
    const other = { ...left, nodes: left.nodes.map((node) => ({ ...node, type: "transform" })) };
    expect(JSON.stringify(keepSecrets(other, stored, definitions))).not.toContain("s3cret");
  });
});
