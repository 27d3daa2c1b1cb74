import { describe, expect, it } from "vitest";
import { pendingNodeRun } from "@/nodes/core/node-run";
import { questionKey, questionOfRun, questionOfWait, type Wait } from "./question";

const wait: Wait = {
  ...{ runId: "r", nodeId: "ask", path: "loop[1]", workflowId: "w", workflowName: "Mail", nodeTitle: "Ask" },
  reason: "approval",
  choices: ["approve", "reject"],
  details: { title: "Send it?", text: "To **Al**", value: null },
  dueAt: "2026-01-01T00:00:00.000Z",
  since: "2025-12-31T00:00:00.000Z",
};

describe("a question", () => {
  it("is the same from the inbox and from the run", () => {
    const { reason, choices, details } = wait;
    const waiting = { reason, choices, details, dueAt: Date.parse(wait.dueAt ?? "") };
    const run = { ...pendingNodeRun("ask", "loop[1]"), status: "waiting" as const, waiting };
    expect(questionOfRun(run, "r", "w")).toEqual(questionOfWait(wait));
    expect(questionOfWait(wait)).toMatchObject({ title: "Send it?", value: null, isToolCall: false });
    expect(questionKey(wait)).toBe("r loop[1]/ask");
  });

  it("is none while the node run does not wait", () => {
    expect(questionOfRun(pendingNodeRun("ask", ""), "r", "w")).toBeUndefined();
  });

  it("says why somebody has to decide about a node that was interrupted", () => {
    const question = questionOfWait({ ...wait, reason: "decision", details: {}, dueAt: null });
    expect(question).toMatchObject({ title: "Run Ask again?", text: expect.stringContaining("might do harm") });
    expect("value" in question).toBe(false);
  });
});
