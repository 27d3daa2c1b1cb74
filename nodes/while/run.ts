import { AppError } from "../core/app-error";
import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { WhileConfig } from "./definition";

/** The child graph again and again, each time with the result of the time before; a dead result ends it. */
export const runWhile: NodeRunner<WhileConfig> = async ({ config, inputs, holds, runItem, signal }) => {
  let value = inputs.value as JsonValue;
  for (let iteration = 0; ; iteration++) {
    signal.throwIfAborted();
    if (!(await holds(config.expression, { field: "expression", scope: { value, iteration } }))) return { value };
    if (iteration >= config.maxIterations) throw tooManyIterations(config.maxIterations);
    const { result } = await runItem(iteration, { value, iteration });
    if (result === undefined) return { value };
    value = result;
  }
};

function tooManyIterations(most: number): AppError {
  return new AppError(
    "LIMIT_EXCEEDED",
    `The condition still holds after ${most.toLocaleString("en-US")} iterations (maxIterations).`,
    {
      field: "maxIterations",
      hint: "Change the condition so that it ends, or raise the limit in the settings of the loop.",
    },
  );
}
