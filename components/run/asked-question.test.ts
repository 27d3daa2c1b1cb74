import { expect, test } from "vitest";
import { type NodeRun, pendingNodeRun } from "@/nodes/core/node-run";
import { askedQuestion, waitsForPerson } from "./asked-question";

const waiting = (of: NodeRun["waiting"]): NodeRun => ({ ...pendingNodeRun("ask", ""), status: "waiting", waiting: of });

test("what waits for a person is told from what waits for its time", () => {
  expect(waitsForPerson(waiting({ reason: "approval" }))).toBe(true);
  expect(waitsForPerson(waiting({ reason: "breakpoint" }))).toBe(true);
  expect(waitsForPerson(waiting({ reason: "timer" }))).toBe(false);
  expect(waitsForPerson(pendingNodeRun("ask", ""))).toBe(false);
});

test("a question is what was asked, on one line, as long as it is open", () => {
  const run = waiting({ reason: "approval", details: { title: "\nRefund 7 to Ada?\nToday." } });
  expect(askedQuestion(run)).toBe("Refund 7 to Ada?");
  expect(askedQuestion({ ...run, status: "completed" })).toBeUndefined();
  expect(askedQuestion(waiting({ reason: "breakpoint", details: { title: "x" } }))).toBeUndefined();
  expect(askedQuestion(waiting({ reason: "approval", details: { title: { $ref: "1" } } }))).toBeUndefined();
});
