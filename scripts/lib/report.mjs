import fs from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Counts for a check that holds or does not. @returns {Counts} */
export const one = (outcome) => ({ passed: 0, failed: 0, skipped: 0, [outcome]: 1 });

/** @param {Counts[]} list @returns {Counts} */
export function total(list) {
  const sum = (key) => list.reduce((n, counts) => n + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The line that a test run closes with. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

/**
 * Reads vitest's JSON report. A file that could not be loaded holds no tests and counts as one failure.
 * @param {string} file @param {number} code vitest's exit code
 * @returns {Counts}
 */
export function readVitest(file, code) {
  return read(file, code, (report) => {
    const unloaded = report.testResults.filter(
      (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

/** Reads Playwright's JSON report; a test that passed only when repeated has failed. @returns {Counts} */
export function readPlaywright(file, code) {
  return read(file, code, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    skipped: stats.skipped,
  }));
}

/** A runner that ends with an error has failed, whatever its report says, or if there is none. */
function read(file, code, count) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    counts.failed = 1;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
