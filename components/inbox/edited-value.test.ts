import { describe, expect, it } from "vitest";
import { editedAs, printEdited, readEdited } from "./edited-value";

describe("an edited value", () => {
  it("is text where it was text, and JSON where it was anything else", () => {
    expect(["a", 1, true, null, [], {}].map(editedAs)).toEqual(["text", "json", "json", "json", "json", "json"]);
  });

  it("comes back as it was when nothing is changed", () => {
    for (const value of ["", "1", "a\nb", 1.5, false, null, [1, { a: [] }], { "": "x" }])
      expect(readEdited(editedAs(value), printEdited(value))).toEqual({ ok: true, value });
  });

  it("stays text even if it looks like JSON", () => {
    expect(readEdited("text", "42")).toEqual({ ok: true, value: "42" });
    expect(readEdited("text", "{")).toEqual({ ok: true, value: "{" });
  });

  it("says what is wrong with JSON that does not parse", () => {
    expect(readEdited("json", '{"a": }')).toEqual({
      ok: false,
      problem: "This is no JSON, so it cannot be sent. Line 1, column 7: a value is missing before this }.",
    });
    expect(readEdited("json", "  ")).toMatchObject({ ok: false });
  });
});
