import { expect, test } from "vitest";
import { startCpuClock } from "../testing/cpu-clock";
import { jsonInText, withoutThinking } from "./json-in-text";

test.each<[string, unknown]>([
  ['{"a": 1}', { a: 1 }],
  ["42", 42],
  ['"x"', "x"],
  ["null", null],
  ['```json\n{"a": [1, 2]}\n```', { a: [1, 2] }],
  ["Sure:\n```\n[1]\n```\nDone {ok}", [1]],
  ['Here: {"a": "a } in \\" a string"} and {"b": 2}', { a: 'a } in " a string' }],
  ['I {think} it is {"a": 1}.', { a: 1 }],
  ['<think>{"a": 0}</think>{"a": 1}', { a: 1 }],
])("finds the JSON of %j", (text, value) => expect(jsonInText(text)?.value).toEqual(value));

test.each(["", "no", "{", '{"a": 1', "{a: 1}", "[1, 2", "<think>[1]</think>"])("finds none in %j", (text) =>
  expect(jsonInText(text)).toBeUndefined(),
);

test("tells what stands around it", () => {
  expect(jsonInText('I call {"a": 1} now')).toEqual({ value: { a: 1 }, before: "I call ", after: " now" });
});

test("gives up on brackets without end in little time", () => {
  const tookMs = startCpuClock();
  expect(jsonInText("[{".repeat(200_000))).toBeUndefined();
  expect(tookMs()).toBeLessThan(1_000);
});

test("takes thoughts away at the beginning only", () => {
  expect(withoutThinking("<think>\na\n</think>\n b ")).toBe("b");
  expect(withoutThinking("say <think>x</think>")).toBe("say <think>x</think>");
});
