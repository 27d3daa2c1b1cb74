import { expect, test } from "vitest";
import { endedItems } from "./ended-items";

test("lists items that are over, page by page, and only those that failed where that is asked", () => {
  const error = { code: "TIMED_OUT", message: "Too slow." } as const;
  const at = { at: 0, durationMs: 1 };
  const ends = [{ ...at, result: 1 }, undefined, { ...at, error }, { ...at, result: 3 }];
  const tally = { ended: 3, failed: 1, ends };
  const page = (limit: number, isFailedOnly = false) => {
    const { shown, hasMore } = endedItems(tally, { limit, isFailedOnly });
    return [shown.map(([index]) => index), hasMore];
  };
  expect(page(10)).toEqual([[0, 2, 3], false]);
  expect(page(2)).toEqual([[0, 2], true]);
  expect(page(10, true)).toEqual([[2], false]);
});
