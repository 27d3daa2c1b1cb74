import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type ForEachConfig, forEachDefinition } from "./definition";
import { runForEach } from "./run";

function run(options: TestContextOptions) {
  return runForEach(testContext<ForEachConfig>(forEachDefinition, options)) as Promise<{ results: JsonValue[] }>;
}

describe("for each", () => {
  test("gives the results in the order of the items, whichever ends first", async () => {
    const { promise: third, resolve } = Promise.withResolvers<void>();
    const item: TestContextOptions["item"] = async ({ item, index }) => {
      if (index === 2) resolve();
      else await third;
      return { result: `${item}${index}` };
    };
    expect(await run({ inputs: { items: ["a", "b", "c"] }, item })).toEqual({ results: ["a0", "b1", "c2"] });
  });

  test("runs as many at once as it is told, and never more", async () => {
    let open = 0;
    let most = 0;
    const item = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return { result: 1 };
    };
    await run({ config: { concurrency: 3 }, inputs: { items: [...Array(20).keys()] }, item });
    expect(most).toBe(3);
  });

  test("leaves an item without a result out", async () => {
    const item = ({ item }: { readonly item?: JsonValue }) => (item === 2 ? {} : { result: item as JsonValue });
    expect(await run({ inputs: { items: [1, 2, 3] }, item })).toEqual({ results: [1, 3] });
  });

  test("has no results of an empty list", async () => {
    expect(await run({ inputs: { items: [] } })).toEqual({ results: [] });
  });

  const second = ({ item }: { readonly item?: JsonValue }) => {
    if (item === 2) throw new Error("no");
    return { result: item as JsonValue };
  };
  test.each([
    ["skip", [1, 3]],
    ["null", [1, null, 3]],
  ])("onItemError %s goes on", async (onItemError, results) => {
    expect(await run({ config: { onItemError }, inputs: { items: [1, 2, 3] }, item: second })).toEqual({ results });
  });
  test("onItemError stop fails with the item's error", async () => {
    await expect(run({ inputs: { items: [1, 2, 3] }, item: second })).rejects.toThrow("no");
  });

  test.each([
    ["nothing", null],
    ["a text", "a, b"],
    ["an object", { a: 1 }],
    ["a number", 3],
  ])("refuses %s, says so and what to do", async (kind, items) => {
    const error = await run({ inputs: { items } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "NODE_INPUT_INVALID", field: "items" });
    expect(error).toHaveProperty("message", expect.stringContaining(kind));
    expect(error).toHaveProperty("hint", expect.stringContaining("transform"));
  });

  test("refuses a list that is too long, and names the setting", async () => {
    const running = run({ config: { maxItems: 2 }, inputs: { items: [1, 2, 3] } });
    await expect(running).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", field: "maxItems" });
  });
});
