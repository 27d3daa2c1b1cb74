import { describe, expect, it } from "vitest";
import { patternOf, ruleProblem, startRules } from "./rule-draft";

describe("the rules for later calls", () => {
  it("begin with this very call alone", () => {
    expect(patternOf(startRules({ to: "al", copies: 2 }))).toEqual({ to: { is: "al" }, copies: { is: 2 } });
    expect(patternOf(startRules({}))).toEqual({});
  });

  it("are what the person makes of them", () => {
    const [to, body] = startRules({ to: "al@a.org", body: "Hi" });
    if (to === undefined || body === undefined) throw new Error("two rules");
    expect(
      patternOf([
        { ...to, kind: "like", like: "*@a.org" },
        { ...body, kind: "any" },
      ]),
    ).toEqual({ to: { like: "*@a.org" }, body: { any: true } });
  });

  it("begin as a pattern with the text itself, and have to fit it", () => {
    const [rule] = startRules({ sum: "2 * 3" });
    if (rule === undefined) throw new Error("one rule");
    const like = { ...rule, kind: "like" } as const;
    expect(like.like).toBe("2 \\* 3");
    expect(ruleProblem(like)).toBeUndefined();
    expect(ruleProblem({ ...like, like: "2 \\* *" })).toBeUndefined();
    expect(ruleProblem({ ...like, like: "3*" })).toContain("does not fit");
    expect(ruleProblem({ ...like, like: "" })).toContain("does not fit");
  });
});
