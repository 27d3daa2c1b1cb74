import { expect, test } from "vitest";
import type { RunError } from "@/nodes/core/app-error";
import { errorPlace, nodeOnTheWay } from "./error-place";

const looks: Record<string, { title: string; itemWord?: "Item" | "Iteration" }> = {
  rewrite: { title: "Rewrite" },
  loop: { title: "Each chapter", itemWord: "Item" },
  until: { title: "Until it is short", itemWord: "Iteration" },
  guard: { title: "Try" },
};
const look = (nodeId: string) => looks[nodeId] ?? { title: nodeId };
const error = (more: Partial<RunError>): RunError => ({ code: "EXPRESSION_INVALID", message: "It failed.", ...more });

test.each([
  [{}, undefined],
  [{ nodeId: "rewrite" }, "Rewrite"],
  [{ nodeId: "rewrite", path: "loop[2]" }, "Rewrite, item 3 of Each chapter"],
  [
    { nodeId: "rewrite", path: "loop[2]/until[0]/guard[1]" },
    "Rewrite, in Try, iteration 1 of Until it is short, item 3 of Each chapter",
  ],
])("the place of %j", (more, place) => {
  expect(errorPlace(error(more), look)).toBe(place);
});

test.each([
  [{ nodeId: "rewrite" }, "rewrite"],
  [{ nodeId: "rewrite", path: "loop[2]" }, "rewrite"],
  [{ nodeId: "rewrite", path: "loop[2]/call[0]" }, "call"],
  [{ nodeId: "rewrite", path: "call[0]/loop[2]" }, "call"],
])("the node that leads to %j", (more, nodeId) => {
  expect(nodeOnTheWay(more, (id) => id === "call")).toBe(nodeId);
});
