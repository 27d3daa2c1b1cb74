import { describe, expect, it } from "vitest";
import { readFilter, settingsWords, usualSettings } from "./bench-settings";

describe("readFilter", () => {
  it("takes an object or nothing", () => {
    expect(readFilter(" ")).toEqual({});
    expect(readFilter('{"lang":"en"}')).toEqual({ filter: { lang: "en" } });
    for (const wrong of ["{", "[1]", "null", "en"]) expect(readFilter(wrong).problem).toContain("Write an object");
  });
});

describe("settingsWords", () => {
  it("names what differs from the usual", () => {
    expect(settingsWords(usualSettings)).toBe("Both · top 5");
    expect(settingsWords({ mode: "text", topK: 10, minScore: 0.3, filter: "{}" })).toBe(
      "Words · top 10 · from 0.3 · filtered",
    );
  });
});
