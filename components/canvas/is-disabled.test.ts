import { expect, test } from "vitest";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import { definitions } from "@/nodes/definitions";
import { isDisabled } from "./is-disabled";
import { nestedLoops } from "./testing";

test("what stands in a disabled container is disabled with it", () => {
  const workflow = nestedLoops();
  const nodes = workflow.nodes.map((node) => (node.id === "outer" ? { ...node, disabled: true } : node));
  const resolved = resolveNodes({ ...workflow, nodes }, definitions);
  const disabled = nodes.map(({ id }) => id).filter((id) => isDisabled({ resolved }, id));
  expect(disabled).toEqual(["outer", "loop", "work"]);
});
