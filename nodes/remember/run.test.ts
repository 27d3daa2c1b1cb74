import { expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import type { NewText } from "../core/node-runner";
import { testContext } from "../testing/test-context";
import { type RememberConfig, rememberDefinition } from "./definition";
import { runRemember } from "./run";

async function remember(
  value: JsonValue,
  config: Record<string, unknown> = {},
  inputs: Record<string, JsonValue> = {},
) {
  const added: NewText[][] = [];
  const collections = {
    open: async () => ({
      id: "c1",
      name: "Notes",
      search: async () => [],
      add: async (items: readonly NewText[]) => {
        added.push([...items]);
        return items.map((_, place) => `d${place}`);
      },
    }),
  };
  const options = { config: { collection: "notes", ...config }, inputs: { value, ...inputs }, collections };
  const outputs = await runRemember(testContext<RememberConfig>(rememberDefinition, options));
  return { outputs, texts: added.flat() };
}

test("a text, an object with a text, and each item of a list become documents", async () => {
  expect(await remember("Looms weave.")).toEqual({
    outputs: { ids: ["d0"] },
    texts: [{ text: "Looms weave.", metadata: {} }],
  });
  const { texts } = await remember(
    ["a", { text: "b", name: "B", metadata: { hot: true } }, { c: 1 }, "", null],
    {
      metadata: { topic: "{{ about }}", level: 2 },
    },
    { about: "looms" },
  );
  expect(texts).toEqual([
    { text: "a", metadata: { topic: "looms", level: 2 } },
    { text: "b", name: "B", metadata: { topic: "looms", level: 2, hot: true } },
    { text: '{"c":1}', metadata: { topic: "looms", level: 2 } },
  ]);
});

test("an empty list is remembered as nothing; an empty text is refused", async () => {
  expect((await remember([])).outputs).toEqual({ ids: [] });
  await expect(remember(" ")).rejects.toMatchObject({ code: "NODE_INPUT_INVALID", field: "value" });
});
