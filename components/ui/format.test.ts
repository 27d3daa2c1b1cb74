import { expect, it } from "vitest";
import { formatBytes, formatCount, formatDuration, formatPlural, formatRelativeTime } from "./format";

it.each([
  [0, "0 ms"],
  [0.42, "0.4 ms"],
  [640.4, "640 ms"],
  [999.6, "1.00 s"],
  [1880, "1.88 s"],
  [9996, "10.0 s"],
  [59_960, "1 min 0 s"],
  [125_000, "2 min 5 s"],
  [3_599_600, "1 h 0 min"],
  [11_520_000, "3 h 12 min"],
])("writes %d ms as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [999_600, "1.0 MB"],
  [7_240_000, "7.2 MB"],
  [99_960_000, "100 MB"],
  [4_700_000_000, "4.7 GB"],
])("writes %d bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it("writes counts", () => {
  expect(formatCount(1204)).toBe("1,204");
  expect(formatCount(128_400)).toBe("128.4K");
  expect(formatPlural(1, "token")).toBe("1 token");
  expect(formatPlural(0, "token")).toBe("0 tokens");
});

it("writes times relative to now, and dates after a week", () => {
  const now = new Date("2026-11-23T12:00:00");
  expect(formatRelativeTime(new Date("2026-11-23T11:59:55"), now)).toBe("just now");
  expect(formatRelativeTime(new Date("2026-11-23T11:54:30"), now)).toBe("5 minutes ago");
  expect(formatRelativeTime(new Date("2026-11-22T11:00:00"), now)).toBe("yesterday");
  expect(formatRelativeTime(new Date("2026-11-02T11:00:00"), now)).toBe("Nov 2");
  expect(formatRelativeTime(new Date("2025-11-02T11:00:00"), now)).toBe("Nov 2, 2025");
});
