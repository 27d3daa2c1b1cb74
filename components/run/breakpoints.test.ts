import { expect, test } from "vitest";
import { memoryStorage } from "@/components/workflow-store/browser-storage";
import { createBreakpoints } from "./breakpoints";

test("breakpoints are kept by workflow, and toggled together", () => {
  const storage = memoryStorage();
  const one = createBreakpoints("w1", storage);
  one.toggle(["a"]);
  one.toggle(["a", "b"]);
  expect([...one.getState()]).toEqual(["a", "b"]);
  expect([...createBreakpoints("w1", storage).getState()]).toEqual(["a", "b"]);
  expect(createBreakpoints("w2", storage).getState().size).toBe(0);
  one.toggle(["a", "b"]);
  expect(one.getState().size).toBe(0);
  expect(storage.keys()).toEqual([]);
});

test("what another tab did is taken over, and what is no list is none", () => {
  const storage = memoryStorage();
  const one = createBreakpoints("w", storage);
  const other = createBreakpoints("w", storage);
  other.toggle(["a"]);
  expect(one.getState().size).toBe(0);
  one.reload();
  expect([...one.getState()]).toEqual(["a"]);
  storage.write("heddle:breakpoints:w", { a: 1 });
  one.reload();
  expect(one.getState().size).toBe(0);
  storage.write("heddle:breakpoints:w", ["a", 3]);
  one.reload();
  expect([...one.getState()]).toEqual(["a"]);
});
