import { describe, expect, it } from "vitest";
import { nameOfFiles } from "./first-files";

describe("nameOfFiles", () => {
  it.each([
    [["staff_handbook-2026.pdf"], "staff handbook 2026"],
    [[".env"], ".env"],
    [["a.txt", "b.txt"], "New collection"],
    [["notes"], "notes"],
  ])("of %j is %s", (names, name) => {
    expect(nameOfFiles(names.map((one) => ({ name: one })))).toBe(name);
  });
});
