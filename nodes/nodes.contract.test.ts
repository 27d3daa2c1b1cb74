import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import * as lucide from "lucide-react";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Field } from "./core/field";
import type { JsonValue } from "./core/json";
import { validateJson } from "./core/json-schema";
import { schemaProblem } from "./core/json-schema-problem";
import type { NodeDefinition } from "./core/node-definition";
import type { Collections } from "./core/node-runner";
import { type DataKind, isResourceKind, type Port } from "./core/port";
import { doubledNames } from "./core/port-name";
import { parametersOf } from "./core/tool-spec";
import { upgradeNode } from "./core/upgrade";
import { definitions, type NodeType } from "./definitions";
import { runnerOf, runners } from "./runners";
import { scriptedModel } from "./testing/scripted-model";
import { type TestContextOptions, testContext } from "./testing/test-context";

/** What every node type keeps, so that canvas, inspector, validation and executor need to know none of them by name. */

const folder = fileURLToPath(new URL("./", import.meta.url));
const types = [...definitions.keys()] as NodeType[];
const definitionOf = (type: string) => definitions.get(type) as NodeDefinition;

const watchedFile = { fileId: "f1", name: "a.txt", mediaType: "text/plain", size: 1 };

const collections: Collections = {
  open: async () => ({ id: "c1", name: "Notes", search: async () => [], add: async () => ["d1"] }),
};

/** A run of each type that works: its config, its inputs, and what else it is given. */
const works: Record<Exclude<NodeType, "model" | "memory" | "note">, TestContextOptions> = {
  input: { config: { fields: [{ name: "topic", required: true }] }, input: { topic: "looms" } },
  output: { config: {}, inputs: { value: [1] } },
  agent: { config: { prompt: "{{ q }}" }, inputs: { q: "why?" }, model: scriptedModel(["because"]) },
  prompt: { config: { template: "{{ q }}" }, inputs: { q: "why?" } },
  transform: { config: { expression: "value + 1" }, inputs: { value: 1 } },
  condition: { config: { expression: "value > 0" }, inputs: { value: 1 } },
  switch: { config: { cases: [{ name: "a", expression: "value > 0" }] }, inputs: { value: 1 } },
  merge: { config: { mode: "all" }, inputs: { inputs: [1, 2] }, sources: { inputs: ["a", "b"] } },
  "for-each": { config: {}, inputs: { items: [1, 2] }, item: ({ item }) => ({ result: item as JsonValue }) },
  while: { config: {}, inputs: { value: 0 }, item: ({ value }) => ({ result: value as JsonValue }) },
  workflow: {
    config: { workflow: "other" },
    inputs: { value: 1 },
    item: ({ value }) => ({ result: value as JsonValue }),
  },
  webhook: { config: { path: "a" }, input: { body: 1, headers: {}, query: {} } },
  schedule: { config: {} },
  "file-watch": { config: {}, input: { file: watchedFile, path: "a.txt" } },
  chat: { config: {}, input: { message: "hi", messages: [] } },
  remember: { config: { collection: "notes" }, inputs: { value: "a" }, collections },
  recall: { config: { collection: "notes" }, inputs: { query: "a" }, collections },
  conversations: { config: {} },
  approval: { config: {}, inputs: { value: 1 } },
  wait: { config: { ms: 1 }, inputs: { value: 1 } },
  try: { config: {}, inputs: { value: 1 }, item: ({ value }) => ({ result: value as JsonValue }) },
  http: {
    config: { url: "https://example.com/" },
    fetch: async () => new Response("hi", { headers: { "content-type": "text/plain" } }),
  },
  log: { config: {}, inputs: { value: 1 } },
};

/** Configs that documents write: the smallest ones have to be taken. */
const minimal: Record<NodeType, Record<string, unknown>> = {
  input: { fields: [] },
  output: {},
  agent: { prompt: "{{ q }}" },
  model: {},
  prompt: {},
  transform: {},
  condition: {},
  switch: {},
  merge: {},
  "for-each": {},
  while: {},
  try: {},
  workflow: {},
  webhook: { path: "a" },
  schedule: {},
  "file-watch": {},
  chat: {},
  memory: {},
  remember: { collection: "notes" },
  recall: { collection: "notes" },
  conversations: {},
  approval: {},
  wait: {},
  http: {},
  log: {},
  note: {},
};

test("every type of this version's catalogue is there, and has a folder of its own", () => {
  expect(types.toSorted()).toEqual(
    "agent approval chat condition conversations file-watch for-each http input log memory merge model note output prompt recall remember schedule switch transform try wait webhook while workflow".split(
      " ",
    ),
  );
  const folders = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/definition.ts`),
  );
  expect(folders.map((entry) => entry.name).toSorted()).toEqual(types.toSorted());
});

describe.each(types)("%s", (type) => {
  const definition = definitionOf(type);
  const initial = definition.config.parse(definition.initialConfig);

  test("is called as its folder, with title, sentence and an icon that exists", () => {
    expect(definition.type).toBe(type);
    expect(definition.title).toMatch(/^[A-Z]/);
    expect(definition.description).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(lucide.icons)).toContain(pascalCase(definition.icon));
  });

  test("takes the smallest config, and what a node that was just dropped holds", () => {
    expect(definition.config.safeParse(minimal[type])).toMatchObject({ success: true });
    expect(isPlainJson(definition.initialConfig)).toBe(true);
    expect(definition.config.safeParse(initial)).toMatchObject({ success: true });
    expect(isPlainJson(initial)).toBe(true);
  });

  test("names its ports once each, as a function of the config alone", () => {
    for (const config of [initial, definition.config.parse(minimal[type])]) {
      const { inputs, outputs } = definition.ports(config);
      expect(doubledNames(names(inputs))).toEqual([]);
      expect(doubledNames(names(outputs))).toEqual([]);
      expect(definition.ports(structuredClone(config))).toEqual({ inputs, outputs });
      expect(isPlainJson({ inputs, outputs })).toBe(true);
      expect(
        inputs.filter((port) => isResourceKind(port.kind) && port.kind !== "tool").every((port) => port.many !== true),
      ).toBe(true);
    }
  });

  test("has form fields for keys of its config only", () => {
    const shape = keysOf(definition.config);
    for (const field of definition.fields) expect(shape).toContain(field.name);
    expect(isPlainJson(definition.fields)).toBe(true);
    expect(words(definition.fields).filter((text) => !/^[A-Z{]/.test(text))).toEqual([]);
  });

  test("has a JSON Schema for its config", () => {
    const schema = z.toJSONSchema(definition.config, { io: "input", target: "draft-2020-12" });
    expect(schema).toMatchObject({ type: "object" });
    expect(validateJson(schema, definition.initialConfig)).toEqual([]);
  });

  test("survives any config that it takes, whatever is written in it", () => {
    fc.assert(
      fc.property(anyConfig(definition), (raw) => {
        const parsed = definition.config.safeParse(raw);
        if (!parsed.success) return;
        const { data } = parsed;
        expect(typeof definition.summary(data)).toBe("string");
        expect(isPlainJson(definition.check?.(data) ?? [])).toBe(true);
        for (const part of [
          definition.pure,
          definition.idempotent,
          definition.startsWith,
          definition.capabilities,
          definition.models,
          definition.secrets,
        ])
          part?.(data);
        const isSound = !definition.check?.(data).some((issue) => issue.severity !== "warning");
        if (isSound) expect(doubledNames(names(definition.ports(data).outputs))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("refuses wrong values with a sentence", () => {
    for (const key of keysOf(definition.config)) {
      const parsed = definition.config.safeParse({ [key]: { wrong: Symbol.iterator.toString() } });
      for (const issue of parsed.error?.issues ?? []) expect(issue.message).toMatch(/\w+ \w+/);
    }
    expect(definition.config.safeParse([]).success).toBe(false);
    expect(definition.config.safeParse("x").success).toBe(false);
  });

  test("has a version, and an upgrade step from each earlier one", () => {
    expect(definition.version).toBeGreaterThanOrEqual(1);
    for (let version = 1; version < definition.version; version++) {
      const node = {
        id: "n",
        type,
        position: { x: 0, y: 0 },
        config: definition.initialConfig as Record<string, unknown>,
        configVersion: version,
      };
      expect(upgradeNode(node, definition).configVersion).toBe(definition.version);
    }
    expect(Object.keys(definition.upgrades ?? {})).toHaveLength(definition.version - 1);
  });

  test("has a runner exactly if it runs", async () => {
    const { outputs } = definition.ports(initial);
    const runs =
      definition.decoration !== true && !(outputs.length > 0 && outputs.every((port) => isResourceKind(port.kind)));
    expect(runners.has(type)).toBe(runs);
    expect(typeof (await runnerOf(type))).toBe(runs ? "function" : "undefined");
  });

  test("says how it is used as a tool exactly if it has a port for that", () => {
    const ports = definition.ports(initial);
    expect(definition.tool !== undefined).toBe(ports.outputs.some((port) => port.kind === "tool"));
    if (definition.tool === undefined) return;
    expect(definition.tool.description(initial, "Helper")).toMatch(/\w/);
    const parameters = definition.tool.parameters(
      initial,
      ports.inputs.filter((port) => !isResourceKind(port.kind)),
    );
    expect(parameters).toMatchObject({ type: "object", properties: expect.any(Object) });
    expect(schemaProblem(parameters)).toBeUndefined();
    expect(definition.tool.result({})).toBeDefined();
  });
});

describe.each(Object.keys(works) as (keyof typeof works)[])("a run of %s", (type) => {
  const definition = definitionOf(type);

  test("fires ports that it has, with values of their kinds", async () => {
    const context = testContext(definition, works[type]);
    const outputs = await (await runnerOf(type))?.(context);
    // Nothing follows an output: what it returns becomes the run's output.
    const ports =
      type === "output" ? [{ name: "value", kind: "any" } as Port] : definition.ports(context.config).outputs;
    expect(Object.keys(outputs ?? {}).length).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(outputs ?? {}))
      expect(fitsKind(ports.find((port) => port.name === name)?.kind as DataKind, value), name).toBe(true);
    expect(isPlainJson(outputs)).toBe(true);
  });

  test("leaves config and inputs as they are", async () => {
    const { config, inputs, input } = structuredClone({
      ...works[type],
      model: undefined,
      fetch: undefined,
      collections: undefined,
      item: undefined,
    });
    await (await runnerOf(type))?.(
      testContext(
        definition,
        frozen({ ...works[type], ...(type === "agent" ? { model: scriptedModel(["because"]) } : {}) }),
      ),
    );
    expect({ config: works[type].config, inputs: works[type].inputs, input: works[type].input }).toEqual({
      config,
      inputs,
      input,
    });
  });

  test("ends at once when it is canceled, unless it waits for nothing", async () => {
    const controller = new AbortController();
    controller.abort();
    const hangs = new Promise<never>((_, reject) => reject(controller.signal.reason));
    hangs.catch(() => {});
    const context = testContext(definition, {
      ...works[type],
      signal: controller.signal,
      fetch: () => hangs,
      ...(type === "agent" ? { model: scriptedModel(["because"]) } : {}),
    });
    const run = (async () => (await runnerOf(type))?.(context))();
    if (["agent", "http", "transform", "condition", "switch", "for-each", "while"].includes(type))
      await expect(run).rejects.toThrow();
    else await expect(run).resolves.toBeDefined();
  });
});

test("a tool's parameters are the ports that nothing is connected to", () => {
  const ports: Port[] = [
    { name: "q", kind: "any", required: true, description: "What to look for" },
    { name: "n", kind: "number" },
  ];
  expect(parametersOf(ports)).toEqual({
    type: "object",
    properties: { q: { type: "string", description: "What to look for" }, n: { type: "number" } },
    required: ["q"],
    additionalProperties: false,
  });
});

const names = (ports: readonly Port[]) => ports.map((port) => port.name);

function pascalCase(icon: string): string {
  return icon
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** JSON through and through: no function, undefined, date or class instance anywhere. */
function isPlainJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return false;
  return Array.isArray(value)
    ? value.every(isPlainJson)
    : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlainJson);
}

function keysOf(schema: z.ZodType): string[] {
  return Object.keys((schema as z.ZodObject).shape);
}

/** Labels and hints of a form, those of lists included. */
function words(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => [
    field.label,
    ...(field.hint === undefined ? [] : [field.hint]),
    ...(field.input === "list" ? words(field.fields) : []),
  ]);
}

/** Its own initial values, and texts, numbers and nonsense in every key. */
function anyConfig(definition: NodeDefinition): fc.Arbitrary<Record<string, unknown>> {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "{{ a }}",
      "{{ a",
      "{% if %}",
      "value +",
      "{{ secrets.K }}{{ run.id }}",
      "https://{{ h }}/",
      "https://a.b\\",
      "\u2028",
    ),
  );
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(text, { maxLength: 3 }),
    fc.dictionary(text, text, { maxKeys: 3 }),
    fc.constant(undefined),
  );
  const keys = Object.fromEntries(
    keysOf(definition.config).map((key) => [key, fc.oneof(value, fc.constant(definition.initialConfig[key]))]),
  );
  return fc.record(keys, { requiredKeys: [] });
}

function fitsKind(kind: DataKind, value: JsonValue): boolean {
  if (kind === "any" || kind === "json") return true;
  if (kind === "text") return typeof value === "string";
  if (kind === "number" || kind === "boolean") return typeof value === kind;
  if (kind === "file") return typeof (value as { fileId?: unknown } | null)?.fileId === "string";
  if (kind === "documents")
    return Array.isArray(value) && value.every((item) => typeof (item as { text?: unknown }).text === "string");
  if (kind === "messages")
    return (
      Array.isArray(value) &&
      value.every((item) => JSON.stringify(Object.keys(item as object)) === '["role","content"]')
    );
  return false;
}

function frozen(options: TestContextOptions): TestContextOptions {
  for (const part of [options.config, options.inputs, options.input]) deepFreeze(part);
  return options;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(deepFreeze);
  Object.freeze(value);
}
