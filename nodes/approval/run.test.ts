import { describe, expect, test } from "vitest";
import type { ApprovalQuestion } from "../core/node-runner";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type ApprovalConfig, approvalDefinition } from "./definition";
import { runApproval } from "./run";

const run = (options: TestContextOptions) => runApproval(testContext<ApprovalConfig>(approvalDefinition, options));

describe("an approval", () => {
  test("asks what its templates say, and shows the value", async () => {
    const asked: ApprovalQuestion[] = [];
    await run({
      config: { title: "Send to {{ to }}?", show: "{{ value }} for {{ to }}", timeoutMs: 5_000 },
      inputs: { value: "a letter", to: "Ada" },
      answer: (question) => {
        asked.push(question);
        return { decision: "approve" };
      },
    });
    expect(asked).toEqual([
      { title: "Send to Ada?", text: "a letter for Ada", value: "a letter", timeoutMs: 5_000, onTimeout: "reject" },
    ]);
  });

  test.each([
    ["approve", "approved"],
    ["reject", "rejected"],
  ] as const)("%s sends the value by %s", async (decision, port) => {
    expect(await run({ inputs: { value: 1 }, answer: () => ({ decision }) })).toEqual({ [port]: 1 });
  });

  test("hands on what the person made of the value", async () => {
    const answer = () => ({ decision: "approve" as const, value: { to: "Bo" } });
    expect(await run({ inputs: { value: { to: "Al" } }, answer })).toEqual({ approved: { to: "Bo" } });
  });

  test("a value that the person made null is null", async () => {
    const answer = () => ({ decision: "approve" as const, value: null });
    expect(await run({ inputs: { value: 1 }, answer })).toEqual({ approved: null });
  });

  const late = () => ({ decision: "due" as const });
  test.each([
    ["reject", { rejected: 1 }],
    ["approve", { approved: 1 }],
  ])("without an answer: %s", async (onTimeout, outputs) => {
    expect(await run({ config: { timeoutMs: 1_000, onTimeout }, inputs: { value: 1 }, answer: late })).toEqual(outputs);
  });
  const untouched = (form: object) =>
    run({ config: { timeoutMs: 1_000, onTimeout: "approve", form }, inputs: { value: 1 }, answer: late });
  test("without an answer: approve a form with its defaults", async () => {
    const properties = { days: { type: "integer", default: 2 }, why: { type: "string" } };
    expect(await untouched({ properties })).toEqual({ approved: { days: 2 } });
    expect(await untouched({ type: "array", default: ["a"] })).toEqual({ approved: ["a"] });
    await expect(untouched({ properties, required: ["why"] })).rejects.toMatchObject({
      code: "TIMED_OUT",
      field: "form",
    });
  });
  test("a form that cannot be approved without an answer is known before it runs", () => {
    const form = { properties: { days: { type: "integer", default: 2 }, why: {} }, required: ["days"] };
    const warnings = (more: object) =>
      approvalDefinition.check?.(
        approvalDefinition.config.parse({ timeoutMs: 1_000, onTimeout: "approve", ...more }) as never,
      );
    expect(warnings({ form })).toEqual([]);
    const unfilled = { ...form, required: ["why"] };
    expect(warnings({ form: unfilled })).toMatchObject([{ field: "form", severity: "warning" }]);
    expect(warnings({ form: unfilled, onTimeout: "reject" })).toEqual([]);
  });
  test("without an answer: fail, and name the setting", async () => {
    const failing = run({ config: { timeoutMs: 1_000, onTimeout: "fail" }, inputs: { value: 1 }, answer: late });
    await expect(failing).rejects.toMatchObject({ code: "TIMED_OUT", field: "timeoutMs" });
  });
});
