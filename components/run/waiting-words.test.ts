import { expect, test } from "vitest";
import { waitingWords } from "./waiting-words";

test.each([
  [["breakpoint"], "Held at a breakpoint"],
  [["timer", "breakpoint"], "Held at a breakpoint, waits for its time"],
  [["decision", "approval"], "Waits for an answer"],
  [[], ""],
  [undefined, ""],
] as const)("%j is said as %j", (reasons, words) => {
  expect(waitingWords(reasons && [...reasons])).toBe(words);
});
