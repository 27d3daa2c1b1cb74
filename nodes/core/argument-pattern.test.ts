import { describe, expect, it } from "vitest";
import {
  type ArgumentPattern,
  argumentPatternSchema,
  argumentsBeyond,
  exactPattern,
  literalLike,
  patternWords,
} from "./argument-pattern";

const allows = (pattern: ArgumentPattern, args: Record<string, unknown>) => argumentsBeyond(pattern, args).length === 0;

describe("a pattern of arguments", () => {
  it("that is exact allows the same arguments alone", () => {
    const pattern = exactPattern({ to: "al", copies: 2, options: { a: 1, b: [2] } });
    expect(allows(pattern, { copies: 2, to: "al", options: { b: [2], a: 1 } })).toBe(true);
    expect(argumentsBeyond(pattern, { to: "bo", copies: 2, options: { a: 1, b: [2] } })).toEqual(["to"]);
    expect(argumentsBeyond(pattern, { to: "al", copies: "2", options: { a: 1, b: [3] } })).toEqual([
      "copies",
      "options",
    ]);
  });

  it("allows no argument that it does not name, and misses one that is not given", () => {
    expect(argumentsBeyond({ to: { any: true } }, { to: "al", bcc: "eve" })).toEqual(["bcc"]);
    expect(argumentsBeyond(exactPattern({ to: "al" }), {})).toEqual(["to"]);
    expect(argumentsBeyond({ to: { like: "*" } }, {})).toEqual(["to"]);
    expect(allows({ to: { any: true } }, {})).toBe(true);
    expect(allows({}, {})).toBe(true);
    expect(argumentsBeyond({}, { toString: 1 })).toEqual(["toString"]);
  });

  it.each([
    ["https://a.org/*", "https://a.org/", true],
    ["https://a.org/*", "https://a.org/x/y?z", true],
    ["https://a.org/*", "https://a.org.evil.net/", false],
    ["*@a.org", "al@a.org", true],
    ["*@a.org", "al@a.org.net", false],
    ["Re: *, *!", "Re: looms, again!", true],
    ["a*a", "a", false],
    ["a*b*c", "abbc", true],
    ["a*b*c", "acb", false],
    ["*", "", true],
    ["plain", "plain", true],
    ["plain", "plains", false],
    ["2 \\* 3", "2 * 3", true],
    ["2 \\* 3", "2 x 3", false],
    ["a\\\\*", "a\\b", true],
  ])("text like %s: %s is %s", (like, text, isAllowed) => {
    expect(allows({ text: { like } }, { text })).toBe(isAllowed);
  });

  it("makes of any text the pattern that it alone fits", () => {
    for (const text of ["a*b", "\\*", "c:\\d", "*"]) {
      expect(allows({ text: { like: literalLike(text) } }, { text })).toBe(true);
      expect(allows({ text: { like: literalLike(text) } }, { text: `${text}x` })).toBe(false);
    }
  });

  it("of text allows nothing else", () => {
    expect(allows({ n: { like: "*" } }, { n: 1 })).toBe(false);
  });

  it("is read in words", () => {
    expect(patternWords({ to: { is: "al" }, subject: { like: "Re: *" }, body: { any: true } })).toBe(
      'to is exactly "al", subject fits "Re: *" and body is anything',
    );
    expect(patternWords({})).toBe("it has no arguments");
  });

  it.each([
    [{ to: {} }],
    [{ to: { is: 1, any: true } }],
    [{ to: { like: 1 } }],
    [{ to: { any: false } }],
    [{ to: "al" }],
  ])("cannot be %j", (pattern) => {
    expect(argumentPatternSchema.safeParse(pattern).success).toBe(false);
  });
});
