import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Lines of an error's message that are told again at the end of a long output. */
const MESSAGE_LINES = 6;

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

/**
 * What failed in vitest's JSON report: of each test or file that could not be loaded its place, its name and the
 * beginning of its message. An output of thousands of lines may be cut in the middle; this stands at its end.
 * @param {string} file @returns {string[]}
 */
export function vitestFailures(file) {
  return told(file, ({ testResults }) =>
    testResults.flatMap((suite) => {
      const failed = suite.assertionResults.filter((test) => test.status === "failed");
      if (failed.length === 0 && suite.status === "failed") return [failure(fromHere(suite.name), "", suite.message)];
      return failed.map((test) => failure(fromHere(suite.name), test.fullName, test.failureMessages?.[0]));
    }),
  );
}

/** What failed in Playwright's JSON report, told as by `vitestFailures`. @param {string} file @returns {string[]} */
export function playwrightFailures(file) {
  const inSuite = (suite) => [
    ...(suite.suites ?? []).flatMap(inSuite),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests
        .flatMap((test) => test.results)
        .filter((result) => result.status !== "passed" && result.status !== "skipped")
        .map((result) => failure(`${spec.file}:${spec.line}`, spec.title, result.error?.message)),
    ),
  ];
  return told(file, ({ suites, errors }) => [
    ...suites.flatMap(inSuite),
    ...(errors ?? []).map((error) => failure("playwright", "", error.message)),
  ]);
}

function fromHere(file) {
  return path.relative(process.cwd(), path.resolve(file));
}

function failure(place, name, message = "") {
  const lines = stripVTControlCharacters(message).split("\n").slice(0, MESSAGE_LINES);
  return [[place, name].filter(Boolean).join(" › "), ...lines.map((line) => `    ${line}`)].join("\n");
}

/** A report that is not there or not whole names nothing: the counts say that its runner failed. */
function told(file, failures) {
  try {
    return failures(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
