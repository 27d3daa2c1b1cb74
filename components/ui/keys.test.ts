import { describe, expect, it } from "vitest";
import { formatKeys, type KeyPress, matchesKeys } from "./keys";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...held };
}

describe("matchesKeys", () => {
  it("takes ⌘ on a Mac and Ctrl elsewhere, never the other one", () => {
    expect(matchesKeys("mod+k", press("k", { metaKey: true }), "mac")).toBe(true);
    expect(matchesKeys("mod+k", press("k", { ctrlKey: true }), "mac")).toBe(false);
    expect(matchesKeys("mod+k", press("k", { ctrlKey: true }), "other")).toBe(true);
    expect(matchesKeys("mod+k", press("k", { ctrlKey: true, metaKey: true }), "other")).toBe(false);
  });

  it("tells shortcuts apart that differ in Shift alone", () => {
    expect(matchesKeys("mod+z", press("Z", { ctrlKey: true, shiftKey: true }), "other")).toBe(false);
    expect(matchesKeys("mod+shift+z", press("Z", { ctrlKey: true, shiftKey: true }), "other")).toBe(true);
  });

  it("matches a sign by what it prints, however the layout types it", () => {
    expect(matchesKeys("?", press("?", { shiftKey: true }), "other")).toBe(true);
    expect(matchesKeys("?", press("?"), "other")).toBe(true);
    expect(matchesKeys("/", press("?", { shiftKey: true }), "other")).toBe(false);
    expect(matchesKeys("mod++", press("+", { ctrlKey: true }), "other")).toBe(true);
  });

  it("matches letters by place on layouts that print other scripts", () => {
    expect(matchesKeys("mod+k", press("л", { code: "KeyK", ctrlKey: true }), "other")).toBe(true);
    // On AZERTY the key in the place of Q prints "a": what is printed wins.
    expect(matchesKeys("q", press("a", { code: "KeyQ" }), "other")).toBe(false);
  });

  it("does not take plain letters with a modifier held", () => {
    expect(matchesKeys("d", press("d", { ctrlKey: true }), "other")).toBe(false);
  });
});

describe("formatKeys", () => {
  it("draws the signs of the platform", () => {
    expect(formatKeys("mod+shift+z", "mac")).toEqual(["⌘", "⇧", "Z"]);
    expect(formatKeys("mod+enter", "other")).toEqual(["Ctrl", "↵"]);
    expect(formatKeys("escape", "mac")).toEqual(["Esc"]);
  });
});
