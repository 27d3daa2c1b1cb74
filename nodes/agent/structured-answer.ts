import { AppError } from "../core/app-error";
import type { JsonObject, JsonValue } from "../core/json";
import { jsonInText, withoutThinking } from "../core/json-in-text";
import { describeProblems, validateJson } from "../core/json-schema";
import { modelStep } from "../core/model-step";
import type { Model, NodeContext } from "../core/node-runner";
import type { AgentConfig } from "./definition";
import { type Inferred, responseSchema } from "./infer-answer";

export interface StructuredAnswer {
  readonly text: string;
  readonly value: JsonValue;
}

/** The answer as data that fits the schema. One that does not is sent back once with what is wrong. */
export async function structuredAnswer(
  context: NodeContext<AgentConfig>,
  model: Model,
  schema: JsonObject,
  inferred: Inferred,
): Promise<StructuredAnswer> {
  const first = readAnswer(inferred.text, schema);
  if ("value" in first) return first;
  const reply = await modelStep(context, model, {
    messages: repairRequest(inferred, first.problem),
    responseSchema: responseSchema(model, schema),
  });
  const second = readAnswer(withoutThinking(reply.text), schema);
  if ("value" in second) return second;
  const cut = reply.finishReason === "length" ? " It was cut off at its longest length." : "";
  throw new AppError(
    "NODE_OUTPUT_INVALID",
    `The answer of ${context.title} does not fit its output schema, and did not after one repair: ${second.problem}${cut} It begins: ${second.text.slice(0, 200)}`,
    {
      field: "outputSchema",
      hint:
        cut === ""
          ? "Make the schema simpler, or choose a model that is good at JSON."
          : "Raise maxTokens in the model node.",
    },
  );
}

function readAnswer(text: string, schema: JsonObject): StructuredAnswer | { text: string; problem: string } {
  const found = jsonInText(text);
  if (found === undefined) return { text, problem: "there is no JSON in it." };
  const problems = validateJson(schema, found.value);
  return problems.length === 0
    ? { text, value: found.value }
    : { text, problem: describeProblems(problems, "the answer") };
}

function repairRequest({ conversation, text }: Inferred, problem: string) {
  const ask = `That answer does not fit the JSON Schema: ${problem} Answer again, with the corrected JSON alone.`;
  return [...conversation, { role: "assistant" as const, content: text }, { role: "user" as const, content: ask }];
}
