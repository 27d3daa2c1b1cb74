import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { definitions } from "../definitions";
import { readWorkflow } from "./read-workflow";
import { runIssues } from "./run-issues";
import { workflowFromText } from "./testing/graph-from-text";
import { isPlainSentence } from "./testing/plain-sentence";

function sentenceOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

describe("what zod finds is said as what to write instead", () => {
  test.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, "This is missing. Write a text."],
    [z.string(), 7, "Write a text, not a number."],
    [z.number(), "7", "Write a number, not a text."],
    [z.number(), Number.NaN, "Write a number."],
    [z.coerce.number(), "abc", "Write a number."],
    [z.int(), 1.5, "Write a whole number."],
    [z.number().int(), 1.5, "Write a whole number."],
    [z.boolean(), "yes", "Write true or false, not a text."],
    [z.array(z.string()), {}, "Write a list, not an object."],
    [z.object({}), [], "Write an object, not a list."],
    [z.record(z.string(), z.string()), null, "Write an object, not null."],
    [z.number().min(1), 0, "Write 1 or more."],
    [z.number().gt(1), 1, "Write more than 1."],
    [z.number().max(9), 10, "Write 9 or less."],
    [z.number().lt(9), 9, "Write less than 9."],
    [z.string().min(1), "", "This is empty. Give at least one character."],
    [z.string().min(3), "a", "Give at least 3 characters."],
    [z.string().max(2000), "x".repeat(2001), "Give at most 2,000 characters."],
    [z.array(z.string()).max(1), ["a", "b"], "Give at most 1 entry."],
    [z.number().multipleOf(5), 7, "Write a multiple of 5."],
    [z.enum(["a", "b"]), "c", 'Write one of "a", "b".'],
    [z.literal("a"), undefined, 'This is missing. Write "a".'],
    [z.url(), "nonsense", "Write an address, such as https://example.com."],
    [z.iso.datetime(), "soon", "Write a date with its time, such as 2026-01-31T12:00:00Z."],
    [z.string().startsWith("hd_"), "x", 'Write a text that starts with "hd_".'],
    [z.string().regex(/^a$/), "b", "This is not in the form that is needed here. Write it in another way."],
    [z.strictObject({}), { nme: 1 }, 'There is no field "nme" here. Remove it, or correct its name.'],
    [z.strictObject({}), { a: 1, b: 2 }, 'There are no fields "a", "b" here. Remove them, or correct their names.'],
    [
      z.record(z.string().regex(/^a/, "Names start with a."), z.any()),
      { b: 1 },
      "This name is not allowed here. Names start with a.",
    ],
    [z.union([z.string(), z.number()]), true, "Write a text or a number, not true."],
    [z.union([z.string(), z.object({ a: z.number() })]), { a: "1" }, "a: Write a number, not a text."],
    [
      z.discriminatedUnion("type", [z.object({ type: z.literal("a") }), z.object({ type: z.literal("b") })]),
      { type: "c" },
      'Write one of "a", "b".',
    ],
    [z.string().refine(() => false), "x", "This value is not allowed here. Write another one."],
    [z.string().min(3, "Say more."), "x", "Say more."],
  ])("%#: %s", (schema, value, sentence) => {
    expect(sentenceOf(schema, value)).toBe(sentence);
  });

  test("and never repeats the value, which may be a secret", () => {
    for (const schema of [z.number(), z.enum(["a"]), z.url(), z.string().max(3), z.literal("x")])
      expect(sentenceOf(schema, "hunter2")).not.toContain("hunter2");
  });
});

const anything = fc.jsonValue({ maxDepth: 3 });

/** The config of a node with one key, or one inside of it, replaced by anything. */
function brokenConfigs(type: string): fc.Arbitrary<Record<string, unknown>> {
  const definition = definitions.get(type);
  const properties = z.toJSONSchema(definition?.config as z.ZodType, {
    io: "input",
    unrepresentable: "any",
  }).properties;
  const keys = Object.keys(properties ?? {});
  const lists = fc.array(fc.oneof(anything, fc.record({ name: anything, type: anything, expression: anything })));
  return fc
    .record({
      key: fc.constantFrom(...keys, "nonsense"),
      value: fc.oneof(anything, lists, fc.dictionary(fc.string(), anything)),
    })
    .map(({ key, value }) => ({ ...definition?.initialConfig, [key]: value }));
}

describe.each([...definitions.keys()])("a config of %s with anything in it", (type) => {
  test("gives run issues that are sentences", () => {
    fc.assert(
      fc.property(brokenConfigs(type), (config) => {
        const workflow = { ...workflowFromText(""), nodes: [{ id: "n", type, position: { x: 0, y: 0 }, config }] };
        for (const { message, path } of runIssues(workflow, definitions)) {
          expect(path).toMatch(/^nodes\[0\]/);
          expect(message).toSatisfy(isPlainSentence);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test("a document with anything in it gives document issues that are sentences", () => {
  const good = JSON.parse(JSON.stringify(workflowFromText("in.value -> a -> out; model -> agent.model")));
  const paths = pathsOf(good);
  fc.assert(
    fc.property(fc.constantFrom(...paths), anything, (path, value) => {
      const document = structuredClone(good);
      let place = document;
      for (const key of path.slice(0, -1)) place = place[key];
      place[path.at(-1) as string] = value;
      for (const { message } of readWorkflow(document, definitions).issues) expect(message).toSatisfy(isPlainSentence);
    }),
    { numRuns: 1_000 },
  );
});

function pathsOf(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...before, key], ...pathsOf(inner, [...before, key])]);
}
