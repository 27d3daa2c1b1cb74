import { isJsonObject, type JsonObject } from "./json";
import { type JsonProblem, validateJson } from "./json-schema";

/**
 * What is wrong with arguments that a person wrote. What a tool does not take is refused, also where its schema does not say
 * so: it would take the place of what is connected.
 */
export function argumentProblems(parameters: JsonObject, args: unknown): JsonProblem[] {
  const { properties } = parameters;
  const isClosed = isJsonObject(properties) ? { additionalProperties: false } : {};
  return validateJson({ type: "object", ...parameters, ...isClosed }, args);
}
