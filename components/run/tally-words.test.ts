import { expect, test } from "vitest";
import { type NodeRun, pendingNodeRun } from "@/nodes/core/node-run";
import { definitions } from "@/nodes/definitions";
import { progressOf, tallyWords } from "./tally-words";

const words = (run: Partial<NodeRun>, type = "for-each") =>
  tallyWords(progressOf({ ...pendingNodeRun("loop", ""), status: "running", ...run }, definitions.get(type))).progress;

test("a loop says how many items there are before the first one is over", () => {
  expect(words({ input: { items: [..."abcdef"] } })).toBe("0 of 6");
  expect(words({ input: { items: [..."abcdef"] }, items: { of: 6, ended: 2, failed: 0, ends: [] } })).toBe("2 of 6");
});

test("what nobody knows is not said", () => {
  expect(words({ input: { items: { $ref: "1" } } })).toBe("");
  expect(words({ input: { value: [1, 2] } }, "while")).toBe("");
  expect(words({ input: { items: [1] }, status: "completed" })).toBe("");
});
