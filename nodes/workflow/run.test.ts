import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type WorkflowConfig, workflowDefinition } from "./definition";
import { runWorkflow } from "./run";

test("hands its value to the other workflow, and its result on", async () => {
  const context = testContext<WorkflowConfig>(workflowDefinition, {
    config: { workflow: "other" },
    inputs: { value: { topic: "looms" } },
    item: ({ value }) => ({ result: [value ?? null] }),
  });
  expect(await runWorkflow(context)).toEqual({ value: [{ topic: "looms" }] });
});

test("its tool hands the arguments over as the other workflow's input", () => {
  expect(workflowDefinition.tool?.inputs?.({ topic: "looms" })).toEqual({ value: { topic: "looms" } });
});
