import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { ToolSpec } from "@/nodes/core/node-runner";
import { jsonLine } from "@/server/models/gguf/tool-result-text";
import type { Source } from "../example";
import { inventedWord } from "../names";

/** What can be asked of one tool. */
export interface Task {
  readonly tool: ToolSpec;
  readonly question: string;
  readonly args: JsonObject;
  /** The tool's result, and the answer that is made from it. */
  readonly result: string;
  readonly answer: string;
}

function schemaOf(example: JsonValue): JsonObject {
  return { type: typeof example === "number" ? "integer" : "string" };
}

/** A tool whose parameters have the types of the given values. */
export function toolSpec(
  name: string,
  description: string,
  params: JsonObject,
  optional: readonly string[] = [],
): ToolSpec {
  return {
    name,
    description,
    parameters: {
      type: "object",
      properties: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, schemaOf(value)])),
      required: Object.keys(params).filter((key) => !optional.includes(key)),
      additionalProperties: false,
    },
  };
}

/** Short plain results are the answer; of JSON the asked key is said in a sentence. */
export function resultOf(
  source: Source,
  key: string,
  value: string | number,
  said: string,
): { result: string; answer: string } {
  const { random } = source;
  const sentence = `The ${key} is ${value}.`;
  const other = inventedWord(source);
  return random.pick([
    () => ({ result: said, answer: said }),
    () => ({ result: said, answer: said }),
    () => ({ result: jsonLine({ [key]: value }), answer: sentence }),
    () => ({ result: jsonLine({ [key]: value }), answer: sentence }),
    () => ({ result: JSON.stringify({ [key]: value }), answer: sentence }),
    () => ({ result: String(value), answer: String(value) }),
    () => ({ result: jsonLine({ ok: true, [key]: value }), answer: sentence }),
    () => ({ result: jsonLine({ [key]: value, ok: true, id: other }), answer: sentence }),
  ])();
}
