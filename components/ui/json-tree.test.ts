import { expect, it } from "vitest";
import { jsonRows } from "./json-tree";

const none = new Map<string, boolean>();

it("lists what is open, in the order of the document", () => {
  const rows = jsonRows({ a: [1, { deep: true }], b: "x" }, none);
  expect(rows.map((row) => [row.path, row.depth])).toEqual([
    ["", 0],
    ["/a", 1],
    ["/a/0", 2],
    ["/a/1", 2],
    ["/b", 1],
  ]);
  expect(rows[3]?.branch).toEqual({ size: 1, isArray: false, isOpen: false });
});

it("follows what the person opened and closed", () => {
  const value = { a: [1], b: { c: { d: 1 } } };
  const paths = jsonRows(
    value,
    new Map([
      ["/a", false],
      ["/b/c", true],
    ]),
  ).map((row) => row.path);
  expect(paths).toEqual(["", "/a", "/b", "/b/c", "/b/c/d"]);
});

it("tells keys apart that contain a slash", () => {
  const rows = jsonRows({ "a/b": 1, a: { b: 2 } }, none);
  expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length);
});

it("keeps long lists closed, and walks a value of any depth and size", () => {
  expect(
    jsonRows(
      Array.from({ length: 50_000 }, (_, index) => index),
      none,
    ),
  ).toHaveLength(1);
  let nested: unknown = 1;
  const open = new Map<string, boolean>();
  for (let depth = 0, path = ""; depth < 20_000; depth += 1, path += "/0") {
    nested = [nested];
    open.set(path, depth < 3_000);
  }
  expect(jsonRows(nested, open)).toHaveLength(3_001);
});

it("does not open what is empty", () => {
  expect(jsonRows({}, new Map([["", true]]))[0]?.branch).toEqual({ size: 0, isArray: false, isOpen: false });
});
