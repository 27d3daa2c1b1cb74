import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/nodes/core/json";
import { hasLarge, mayBeLarge } from "@/server/executor/large-values";
import { inlineLimit } from "@/server/runs/stored-values";

const large = (value: unknown) => mayBeLarge(value as JsonValue);

describe("what may be too large for an event", () => {
  test("small values are small", () => {
    expect([null, 1, true, "text", [], {}, { a: [1, { b: "c" }] }].some(large)).toBe(false);
  });

  test.each<[string, unknown]>([
    ["text", "x".repeat(inlineLimit)],
    ["text that JSON writes six times as long", "\u0000".repeat(inlineLimit / 5)],
    ["numbers of many digits", Array(20_000).fill(1.2345678901234567e-100)],
    ["a list longer than the stack takes arguments", Array(200_000).fill(1)],
    ["many keys", Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`key${i}`, i]))],
    ["what stands behind an undefined field", { a: "x".repeat(inlineLimit), b: undefined }],
    ["deep inside", [[[{ a: { b: "x".repeat(inlineLimit) } }]]]],
  ])("%s", (_, value) => {
    expect(large(value)).toBe(true);
  });

  test("nothing above the limit is ever taken for small", () => {
    for (const unit of ["\u0001", "é", "\\", "a", "\ud800"]) {
      const value = unit.repeat(Math.ceil((inlineLimit + 1) / (JSON.stringify(unit).length - 2)));
      expect(JSON.stringify(value).length).toBeGreaterThan(inlineLimit);
      expect(large(value)).toBe(true);
    }
  });

  test("a circle ends", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(large(circle)).toBe(true);
  });

  test("what is no JSON is refused", () => {
    expect(() => hasLarge({ a: [{ b: 1n }] as never })).toThrow(
      expect.objectContaining({ code: "NODE_OUTPUT_INVALID" }),
    );
  });
});
