import { expect, test } from "vitest";
import { ResolvedCache } from "@/components/workflow-store/resolved-cache";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import { definitions } from "@/nodes/definitions";
import { breakableNodes } from "./breakable-nodes";
import { isRunTarget } from "./run-target";

const workflow = workflowFromText(
  "in.message -> boss.topic; model.model -> boss.model; look.tool -> boss.tools; boss.text -> outer.items; outer.inner.item -> inner.items; inner.inner.item -> work",
  {
    boss: { type: "agent", prompt: "{{ topic }}" },
    look: { type: "agent", prompt: "" },
    outer: { type: "for-each" },
    inner: { type: "for-each", parentId: "outer" },
    work: { parentId: "inner" },
    off: { disabled: true },
    box: { type: "try", disabled: true },
    boxed: { parentId: "box" },
    note: { text: "x" },
    hook: { type: "webhook", path: "x" },
  },
);
const resolved = new ResolvedCache(definitions).resolve(workflow);

test.each(["boss", "outer", "inner", "work"])("a run begins or ends at %s, wherever it stands", (id) => {
  expect(isRunTarget({ resolved }, id)).toBe(true);
});

test.each(["model", "look", "off", "boxed", "note", "hook", "gone"])("no run begins or ends at %s", (id) => {
  expect(isRunTarget({ resolved }, id)).toBe(false);
});

test("a run can be held at nodes that run, tools and those inside containers too", () => {
  const ids = ["boss", "look", "model", "note", "work", "outer", "gone"];
  expect(breakableNodes(resolved, ids)).toEqual(["boss", "look", "work", "outer"]);
});
