import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { TryConfig } from "./definition";

/** Each attempt runs the whole again, as an item of its own. What the last one throws leaves by the error port. */
export const runTry: NodeRunner<TryConfig> = async ({ attempt, inputs, runItem }) => {
  const { result } = await runItem(attempt - 1, { value: inputs.value as JsonValue });
  const outputs: Record<string, JsonValue> = result === undefined ? {} : { value: result };
  return outputs;
};
