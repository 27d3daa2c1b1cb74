import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closingLine, one, playwrightFailures, readPlaywright, readVitest, total, vitestFailures } from "./report.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "heddle-report-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

describe("counting", () => {
  it("adds up and closes with one line", () => {
    const sum = total([one("passed"), one("failed"), { passed: 5, failed: 0, skipped: 0 }]);
    expect(closingLine(sum)).toBe("6 passed, 1 failed");
    expect(closingLine({ ...sum, skipped: 2 })).toBe("6 passed, 1 failed, 2 skipped");
  });

  it("takes vitest's figures", () => {
    expect(readVitest(report(vitest), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it("counts a file that could not be loaded", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(readVitest(report({ ...vitest, testResults }), 1).failed).toBe(1);
  });

  it("counts an error outside of any test", () => {
    expect(readVitest(report(vitest), 1).failed).toBe(1);
  });

  it("counts a runner that left no report", () => {
    expect(readVitest(path.join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("counts a browser test that passed only when repeated as failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
    expect(readPlaywright(report({ stats, errors: [] }), 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });
});

describe("what failed", () => {
  it("is told with its file, its name and the beginning of its message", () => {
    const message = ["\u001b[31mexpected 1 to be 2\u001b[39m", ..."abcdefgh"].join("\n");
    const tests = [
      { status: "passed", fullName: "adds", failureMessages: [] },
      { status: "failed", fullName: "takes away", failureMessages: [message] },
    ];
    const testResults = [
      { name: "a.test.ts", status: "failed", assertionResults: tests },
      { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    ];
    expect(vitestFailures(report({ ...vitest, testResults }))).toEqual([
      "a.test.ts › takes away\n    expected 1 to be 2\n    a\n    b\n    c\n    d\n    e",
      "b.test.ts\n    no such module",
    ]);
  });

  it("is found in the groups of a browser's report, also where it passed when it was repeated", () => {
    const passed = { status: "passed" };
    const results = [{ status: "timedOut", error: { message: "too slow" } }, passed];
    const specs = [
      { file: "a.spec.ts", line: 3, title: "opens", tests: [{ results: [passed] }] },
      { file: "a.spec.ts", line: 9, title: "closes", tests: [{ results }] },
    ];
    const suites = [{ suites: [{ specs }] }];
    expect(playwrightFailures(report({ suites, errors: [{ message: "no server" }] }))).toEqual([
      "a.spec.ts:9 › closes\n    too slow",
      "playwright\n    no server",
    ]);
  });

  it("is nothing where a runner left no report", () => {
    expect(vitestFailures(path.join(folder, "none.json"))).toEqual([]);
  });
});
