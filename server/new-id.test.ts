import { expect, it, vi } from "vitest";
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
