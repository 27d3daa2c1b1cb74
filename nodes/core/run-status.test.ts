import { expect, test } from "vitest";
import {
  isNodeRunOver,
  isRunOver,
  nodeRunStatuses,
  nodeRunTransitions,
  runStatuses,
  runTransitions,
} from "./run-status";

test("what is over stays as it is", () => {
  expect(runStatuses.filter(isRunOver)).toEqual(["completed", "failed", "canceled"]);
  expect(nodeRunStatuses.filter(isNodeRunOver)).toEqual(["completed", "failed", "skipped", "canceled"]);
});

test("every state leads to an end, and none back to the beginning", () => {
  for (const [from, to] of [...Object.entries(runTransitions), ...Object.entries(nodeRunTransitions)]) {
    expect(to).not.toContain(from);
    expect(to).not.toContain("queued");
    expect(to).not.toContain("pending");
    if (to.length > 0) expect(to).toEqual(expect.arrayContaining(["failed", "canceled"]));
  }
  expect(runTransitions.running).toContain("waiting");
  expect(runTransitions.waiting).toContain("running");
});
