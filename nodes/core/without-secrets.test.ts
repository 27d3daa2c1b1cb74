import { expect, test } from "vitest";
import { definitions } from "../definitions";
import { withoutSecrets } from "./without-secrets";
import { emptyWorkflow, type Workflow } from "./workflow";
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
