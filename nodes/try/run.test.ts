import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type TryConfig, tryDefinition } from "./definition";
import { runTry } from "./run";

test("gives the result of the nodes inside it", async () => {
  const context = testContext<TryConfig>(tryDefinition, {
    inputs: { value: 2 },
    item: ({ value }) => ({ result: Number(value) + 1 }),
  });
  expect(await runTry(context)).toEqual({ value: 3 });
});

test("fires nothing when the result is dead", async () => {
  expect(await runTry(testContext<TryConfig>(tryDefinition, { inputs: { value: 2 }, item: () => ({}) }))).toEqual({});
});
