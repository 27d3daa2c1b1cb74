import { expect, it, vi } from "vitest";
import { timeOfId } from "@/nodes/core/time-of-id";
import { lowestIdAt, newId } from "@/server/new-id";

it("rises strictly, within a millisecond and when the clock goes back", () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  const ids = Array.from({ length: 5_000 }, () => newId());
  vi.setSystemTime(1_700_000_000_000);
  ids.push(newId());
  vi.useRealTimers();
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
});

it("can be compared with a point in time", () => {
  vi.useFakeTimers({ now: 1_900_000_000_000 });
  const id = newId();
  vi.useRealTimers();
  expect(lowestIdAt(new Date(1_900_000_000_000)) <= id).toBe(true);
  expect(lowestIdAt(new Date(1_900_000_000_001)) > id).toBe(true);
});

it("says when it was made to whoever has only the id", () => {
  vi.useFakeTimers({ now: 1_912_345_678_901 });
  const id = newId();
  vi.useRealTimers();
  expect(timeOfId(id)).toBe(1_912_345_678_901);
  expect(timeOfId("pin")).toBeUndefined();
  expect(timeOfId("U".repeat(26))).toBeUndefined();
});
