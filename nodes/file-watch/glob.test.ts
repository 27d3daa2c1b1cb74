import { expect, test } from "vitest";
import { startCpuClock } from "../testing/cpu-clock";
import { compileGlob, reachesSubfolders } from "./glob";

test.each<[string, string[], string[]]>([
  ["*", ["a.txt", "b"], ["sub/a.txt", ".hidden"]],
  ["*.pdf", ["a.pdf", "a b (1).pdf"], ["a.pdfx", "apdf", "sub/a.pdf", ".pdf"]],
  ["*.{csv,tsv}", ["a.csv", "a.tsv"], ["a.csv,tsv", "a.txt"]],
  ["report-??.md", ["report-01.md"], ["report-1.md", "report-001.md"]],
  ["**/*.md", ["a.md", "x/a.md", "x/y/a.md"], ["a.txt", "x/.git/a.md"]],
  ["in/*", ["in/a"], ["a", "in/x/a", "other/a"]],
  ["**", ["a", "x/y/a"], ["x/.a"]],
  ["a+b[1].txt", ["a+b[1].txt"], ["aab1.txt"]],
])("%s", (glob, meant, others) => {
  const matches = compileGlob(glob);
  for (const path of meant) expect([path, matches(path)]).toEqual([path, true]);
  for (const path of others) expect([path, matches(path)]).toEqual([path, false]);
});

test.each([[""], ["a//b"], ["../*"], ["a**"], ["{a"], ["a}"], ["x".repeat(201)]])("refuses %j", (glob) => {
  expect(() => compileGlob(glob)).toThrow(expect.objectContaining({ code: "NODE_CONFIG_INVALID", field: "glob" }));
});

test("takes linear time where backtracking would never end", () => {
  const matches = compileGlob(`${"*a".repeat(60)}b`);
  const tookMs = startCpuClock();
  expect(matches("a".repeat(5_000))).toBe(false);
  expect(tookMs()).toBeLessThan(2_000);
});

test("knows whether folders below are meant", () => {
  expect(["*", "*.md", "**", "**/*.md", "in/*"].map(reachesSubfolders)).toEqual([false, false, true, true, true]);
});
