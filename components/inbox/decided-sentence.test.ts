import { describe, expect, it } from "vitest";
import { decidedSentence } from "./decided-sentence";

describe("decidedSentence", () => {
  it.each([
    [
      "approval",
      { decision: "approve", remember: "always", pattern: { to: { is: "al" } } },
      'Approved; always allowed in this workflow when to is exactly "al".',
    ],
    ["approval", { decision: "approve", by: "local" }, "Approved by the person at this machine."],
    ["approval", { decision: "reject", by: "ada", value: 1 }, "Rejected by ada, with a changed value."],
    ["approval", { decision: "approve", remember: "run" }, "Approved; allowed for the rest of the run."],
    ["approval", { decision: "due" }, "Nobody answered in time."],
    ["decision", { decision: "skip", by: "ada" }, "Skipped by ada."],
    ["timer", { decision: "due" }, "Went on by itself when its time had come."],
  ] as const)("%s: %o", (reason, answer, words) => expect(decidedSentence(reason, answer)).toBe(words));
});
