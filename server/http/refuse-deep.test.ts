import fc from "fast-check";
import { expect, test } from "vitest";
import { refuseDeep } from "@/server/http/refuse-deep";

const check = (text: string) => () => refuseDeep(Buffer.from(text));
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

test("takes 500 levels and no more, of lists and objects", () => {
  expect(check(nested(500))).not.toThrow();
  expect(check(nested(501))).toThrow("more than 500 levels");
  expect(check(`${'{"a":'.repeat(501)}1${"}".repeat(501)}`)).toThrow("more than 500 levels");
});

test("counts levels, not brackets", () => {
  expect(check(`[${Array(2_000).fill("[{}]").join(",")}]`)).not.toThrow();
  expect(check(JSON.stringify({ text: "[".repeat(2_000), quoted: '"['.repeat(2_000), end: "\\" }))).not.toThrow();
  expect(check(`["\\\\",${nested(500)}]`)).toThrow("more than 500 levels");
});

test("takes whatever JSON nests less, with any texts", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 12, stringUnit: "binary" }), (text) => {
      refuseDeep(Buffer.from(text));
    }),
  );
});

test("comes to an end with what is no JSON", () => {
  for (const text of ["", '"', '"\\', "]]]]", "[", "{"]) expect(check(text)).not.toThrow();
});
