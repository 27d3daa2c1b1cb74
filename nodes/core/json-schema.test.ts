import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startCpuClock } from "../testing/cpu-clock";
import type { JsonObject, JsonValue } from "./json";
import { describeProblems, validateJson } from "./json-schema";
import { schemaProblem } from "./json-schema-problem";

const problems = (schema: Record<string, unknown>, value: unknown) =>
  validateJson(schema, value).map(({ path, message }) => `${path}: ${message}`);

describe("validateJson", () => {
  test.each<[string, JsonObject, JsonValue, JsonValue]>([
    ["type", { type: "integer" }, 3, 3.5],
    ["types", { type: ["string", "null"] }, null, 1],
    ["enum", { enum: ["a", { b: [1] }] }, { b: [1] }, { b: [2] }],
    ["const", { const: { a: 1, b: 2 } }, { b: 2, a: 1 }, { a: 1 }],
    ["minimum", { minimum: 3 }, 3, 2],
    ["exclusiveMaximum", { exclusiveMaximum: 3 }, 2, 3],
    ["multipleOf", { multipleOf: 0.1 }, 0.3, 0.35],
    ["lengths count characters, not halves", { minLength: 2, maxLength: 2 }, "👍👍", "👍"],
    ["pattern stands anywhere", { pattern: "b+" }, "abbc", "ac"],
    ["minItems", { minItems: 1 }, [1], []],
    [
      "uniqueItems",
      { uniqueItems: true },
      [{ a: 1 }, { a: 2 }],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    ["prefixItems, then items", { prefixItems: [{ type: "string" }], items: { type: "number" } }, ["a", 1], ["a", "b"]],
    ["contains", { contains: { type: "number" } }, ["a", 1], ["a"]],
    ["maxContains", { contains: { type: "number" }, maxContains: 1 }, [1], [1, 2]],
    ["required", { required: ["a"] }, { a: null }, {}],
    ["required is no inherited key", { required: ["toString"] }, { toString: 1 }, {}],
    [
      "additionalProperties",
      { properties: { a: {} }, patternProperties: { "^x-": {} }, additionalProperties: false },
      { a: 1, "x-b": 2 },
      { b: 1 },
    ],
    ["propertyNames", { propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }],
    ["dependentRequired", { dependentRequired: { a: ["b"] } }, { a: 1, b: 1 }, { a: 1 }],
    ["allOf", { allOf: [{ minimum: 1 }, { maximum: 3 }] }, 2, 4],
    ["anyOf", { anyOf: [{ type: "string" }, { minimum: 3 }] }, "x", 2],
    ["oneOf", { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, 4, 6],
    ["not", { not: { type: "string" } }, 1, "x"],
    [
      "if, then",
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      { if: { properties: { kind: { const: "a" } } }, then: { required: ["x"] }, else: { required: ["y"] } },
      { kind: "b", y: 1 },
      { kind: "a", y: 1 },
    ],
    [
      "references",
      {
        $defs: { tree: { properties: { kids: { items: { $ref: "#/$defs/tree" } } }, required: ["id"] } },
        $ref: "#/$defs/tree",
      },
      { id: 1, kids: [{ id: 2 }] },
      { id: 1, kids: [{}] },
    ],
    ["nothing at all", { properties: { a: false } }, {}, { a: 1 }],
    ["keywords for other types are passed over", { minLength: 3, minItems: 3, required: ["a"] }, 1, []],
  ])("%s", (_, schema, good, bad) => {
    expect(schemaProblem(schema)).toBeUndefined();
    expect(problems(schema, good)).toEqual([]);
    expect(problems(schema, bad)).not.toEqual([]);
  });

  test("says in words what is wrong, and where", () => {
    const schema = {
      properties: { items: { items: { properties: { price: { type: "number", minimum: 1 } }, required: ["name"] } } },
      additionalProperties: false,
    };
    expect(problems(schema, { items: [{ price: "12" }, { name: "x", price: 0 }], more: 1 })).toEqual([
      "items[0].price: must be a number, not text",
      "items[0].name: is missing",
      "items[1].price: must be at least 1, not 0",
      "more: is not allowed",
    ]);
    expect(describeProblems(validateJson({ type: "object" }, []), "the answer")).toBe(
      "the answer must be an object, not a list.",
    );
  });

  test("takes an object that cannot be printed: its own toString made the check fail", () => {
    const value = JSON.parse('{"toString": 0, "valueOf": 0}');
    for (const schema of [
      { minimum: 1 },
      { anyOf: [{ maximum: 1 }, { type: "string" }] },
      { minLength: 1 },
      { pattern: "a" },
    ])
      expect(problems(schema, value)).toEqual([]);
    expect(problems({ type: "number" }, value)).toEqual([": must be a number, not an object"]);
  });

  test("names the nearest of several forms", () => {
    const schema = {
      anyOf: [{ properties: { a: { type: "string" } }, required: ["a", "b"] }, { required: ["x", "y", "z"] }],
    };
    expect(problems(schema, { a: "1" })[0]).toContain("nearest: b is missing");
  });

  test("agrees with another implementation on what fits", () => {
    fc.assert(
      fc.property(anySchema, fc.jsonValue({ maxDepth: 3 }), (schema, value) => {
        // The other one's whole numbers end at 2^53.
        fc.pre(!/\d{16}|\de/.test(JSON.stringify(value)));
        expect(validateJson(schema, value).length === 0).toBe(
          z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).safeParse(value).success,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("a hostile schema", () => {
  test("that refers to itself ends", () => {
    expect(() => validateJson({ $ref: "#" }, 1)).toThrow(expect.objectContaining({ code: "LIMIT_EXCEEDED" }));
  });

  test("whose references multiply ends", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `d${i}`,
        { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
      ]),
    );
    expect(() => validateJson({ $defs: { ...$defs, d60: {} }, $ref: "#/$defs/d0" }, 1)).toThrow(
      expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
    );
  });

  test("with a pattern that backtracks for ever in other engines is quick", () => {
    const tookMs = startCpuClock();
    expect(problems({ pattern: "^(a+)+$" }, `${"a".repeat(5_000)}!`)).toHaveLength(1);
    expect(tookMs()).toBeLessThan(1_000);
  });
});

describe("schemaProblem", () => {
  test.each<[JsonValue, RegExp]>([
    [[], /must be an object/],
    [{ type: "strin" }, /type "strin"/],
    [{ properties: { a: { type: "text" } } }, /at properties\.a has the type "text"/],
    [{ properties: [] }, /an object at properties/],
    [{ required: "a" }, /a list at required/],
    [{ minLength: "3" }, /a number at minLength/],
    [{ $ref: "#/$defs/x" }, /refers to #\/\$defs\/x/],
    [{ $ref: "https://example.com/s.json" }, /refers to https/],
    [{ pattern: "(?=a)" }, /pattern/],
    [{ pattern: "(" }, /pattern/],
    [{ patternProperties: { "(": {} } }, /pattern/],
    [{ unevaluatedProperties: false }, /not supported/],
  ])("%j", (schema, message) => expect(schemaProblem(schema)).toMatch(message));

  test("takes what people write, notes of their own included", () => {
    expect(
      schemaProblem({
        $schema: "x",
        title: "T",
        type: "object",
        properties: { when: { type: "string", format: "date", "x-order": 1 } },
        additionalProperties: true,
      }),
    ).toBeUndefined();
  });
});

const { schema: anySchema } = fc.letrec<{ schema: JsonObject }>((tie) => {
  const small = fc.integer({ min: 0, max: 4 });
  return {
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.record<JsonObject>({ type: fc.constantFrom("string", "number", "boolean", "null", "integer") }),
      fc.record<JsonObject>({ type: fc.constant("string"), minLength: small }),
      fc.record<JsonObject>({ type: fc.constant("number"), minimum: small }),
      fc.record<JsonObject>({ enum: fc.constant(["a", 1]) }),
      fc.record<JsonObject>({ type: fc.constant("array"), items: tie("schema"), minItems: small }),
      fc.record<JsonObject>({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record<JsonObject>({
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom("a", "b"), tie("schema")),
        additionalProperties: fc.boolean(),
      }),
    ),
  };
});
