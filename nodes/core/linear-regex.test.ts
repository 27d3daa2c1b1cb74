import fc from "fast-check";
import { expect, it } from "vitest";
import { LinearRegex } from "./linear-regex";

function all(
  regex: { lastIndex: number; exec(text: string): (ArrayLike<string | undefined> & { index: number }) | null },
  text: string,
) {
  const found: { index: number; groups: (string | undefined)[] }[] = [];
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null && match[0] !== ""; match = regex.exec(text)) {
    found.push({ index: match.index, groups: Array.from(match) });
  }
  return found;
}

it("finds what JavaScript finds, match after match", () => {
  const patterns = [
    /a+/g,
    /(a)|(b)/g,
    /^b/gm,
    /b$/g,
    /\ba\w*/g,
    /A(B?)/gi,
    /[^a]+/g,
    /(?:ab)+?/g,
    /\d{2,3}/g,
    /(?<x>a)b/g,
  ];
  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "1", "2", " ", "\n", "é", "😀"), maxLength: 30 });
  fc.assert(
    fc.property(fc.constantFrom(...patterns), text, (pattern, given) => {
      expect(all(new LinearRegex(pattern), given)).toEqual(all(new RegExp(pattern), given));
    }),
    { numRuns: 500 },
  );
});

it("asks before each search", () => {
  const regex = new LinearRegex(/a/g, () => {
    throw new Error("no time left");
  });
  expect(() => regex.exec("a")).toThrow("no time left");
});
