import type { GbnfJsonSchema } from "node-llama-cpp";
import type { JsonObject } from "@/nodes/core/json";
import { isJsonObject } from "@/nodes/core/json";

/** Keywords that the grammar generator knows; the rest (patterns, ranges) is checked by whoever reads the answer. */
const kept = [
  "description",
  "const",
  "enum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;
const formats: ReadonlySet<unknown> = new Set(["date-time", "time", "date"]);

/**
 * A JSON Schema as the grammar generator takes it: `anyOf` becomes `oneOf`, `allOf` of objects is merged, and a schema
 * without a type may be anything. The generator writes every property of an object, required or not.
 */
export function toGbnfSchema(schema: unknown): GbnfJsonSchema {
  return convert(schema) as GbnfJsonSchema;
}

/** The parameters of a tool: what is not required may be null, so that the model need not invent it. */
export function toGbnfParameters(schema: JsonObject): GbnfJsonSchema {
  const { properties, ...rest } = convert({ ...schema, type: "object" });
  const entries = Object.entries(isJsonObject(properties) ? properties : {});
  const required = requiredOf(schema);
  const optional = (name: string, value: unknown) => (required.has(name) ? value : orNull(value as Loose));
  return {
    ...rest,
    properties: Object.fromEntries(entries.map(([name, value]) => [name, optional(name, value)])),
  } as unknown as GbnfJsonSchema;
}

/** Takes out again what the model left empty. */
export function withoutOptionalNulls(parameters: unknown, schema: JsonObject): unknown {
  if (!isJsonObject(parameters)) return parameters;
  const required = requiredOf(schema);
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value !== null || required.has(name)));
}

function requiredOf(schema: Loose): ReadonlySet<unknown> {
  return new Set(Array.isArray(schema.required) ? schema.required : []);
}

type Loose = Record<string, unknown>;

function convert(schema: unknown): Loose {
  if (!isJsonObject(schema)) return anything();
  if (Array.isArray(schema.allOf)) return convert(merged(schema));
  const defs = schema.$defs ?? schema.definitions;
  const result: Loose = Object.fromEntries(
    kept.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
  if (isJsonObject(defs)) result.$defs = mapValues(defs, convert);
  if (typeof schema.$ref === "string") return { ...result, $ref: schema.$ref.replace("#/definitions/", "#/$defs/") };
  const choices = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(choices)) return { ...result, oneOf: choices.map(convert) };
  if (result.const !== undefined || result.enum !== undefined) return result;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.length > 1)
    return {
      ...result,
      oneOf: types.map((type) => convert({ ...schema, type, $defs: undefined, definitions: undefined })),
    };
  switch (types[0]) {
    case "object":
      return { ...result, type: "object", ...objectPart(schema) };
    case "array":
      return { ...result, type: "array", ...arrayPart(schema) };
    case "string":
      return { ...result, type: "string", ...(formats.has(schema.format) ? { format: schema.format } : {}) };
    case "number":
    case "integer":
    case "boolean":
    case "null":
      return { ...result, type: types[0] };
    default:
      if (schema.properties !== undefined) return convert({ ...schema, type: "object" });
      if (schema.items !== undefined) return convert({ ...schema, type: "array" });
      return { ...anything(), ...result };
  }
}

function objectPart(schema: Loose): Loose {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const isOpen = Object.keys(properties).length === 0 && schema.additionalProperties !== false;
  return {
    properties: mapValues(properties, convert),
    ...(isJsonObject(schema.additionalProperties)
      ? { additionalProperties: convert(schema.additionalProperties) }
      : {}),
    ...(isOpen && !isJsonObject(schema.additionalProperties) ? { additionalProperties: true } : {}),
  };
}

function arrayPart(schema: Loose): Loose {
  return {
    ...(schema.items === undefined ? {} : { items: convert(schema.items) }),
    ...(Array.isArray(schema.prefixItems) ? { prefixItems: schema.prefixItems.map(convert) } : {}),
  };
}

function orNull(schema: Loose): Loose {
  const { description, ...rest } = schema;
  return { oneOf: [rest, { type: "null" }], ...(description === undefined ? {} : { description }) };
}

function anything(): Loose {
  return {
    oneOf: [
      { type: ["string", "number", "boolean", "null"] },
      { type: "object", additionalProperties: true },
      { type: "array" },
    ],
  };
}

function merged(schema: Loose): Loose {
  const parts = [{ ...schema, allOf: undefined }, ...(schema.allOf as unknown[]).filter(isJsonObject)];
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}));
  const required = parts.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
  return { ...Object.assign({}, ...parts), allOf: undefined, properties, required };
}

function mapValues(object: Loose, change: (value: unknown) => Loose): Loose {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
