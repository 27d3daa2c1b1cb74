import { expect, test } from "vitest";
import { clockInZone, formatInZone } from "./zoned-time";

const at = new Date("2030-03-29T23:05:00Z");

test("shows what the clocks of the zone show", () => {
  expect(formatInZone(at, "Europe/Berlin")).toBe("Sat, Mar 30, 00:05 Europe/Berlin");
  expect(clockInZone(at, "America/New_York")).toBe("Fri, Mar 29, 19:05");
});

test("does not fail on a zone that is being typed", () => {
  expect(clockInZone(at, "Europe/Ber")).toMatch(/Mar/);
});
