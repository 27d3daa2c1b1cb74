import { describe, expect, it } from "vitest";
import { errorOf } from "./send-document";

describe("errorOf", () => {
  it("takes the sentence of problem details", () => {
    const body = JSON.stringify({
      status: 413,
      title: "Too large",
      detail: "a.pdf is too large.",
      code: "LIMIT_EXCEEDED",
    });
    expect(errorOf(body)).toEqual({ code: "LIMIT_EXCEEDED", message: "a.pdf is too large." });
  });

  it("says something of any other answer", () => {
    for (const body of ["<html>", "", "{}"]) expect(errorOf(body)).toMatchObject({ code: "INTERNAL" });
  });
});
