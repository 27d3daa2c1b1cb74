import { AppError } from "../core/app-error";
import { describeProblems, validateJson } from "../core/json-schema";
import type { NodeRunner } from "../core/node-runner";
import type { OutputConfig } from "./definition";

/**
 * Checks the value against the schema, if there is one, and gives it as it is. `value` is no port here: nothing follows
 * an output, and the run's output takes it under the config's `name`.
 */
export const runOutput: NodeRunner<OutputConfig> = ({ config, inputs, title }) => {
  const value = inputs.value ?? null;
  const problems = config.schema === undefined ? [] : validateJson(config.schema, value);
  if (problems.length > 0) {
    throw new AppError(
      "NODE_OUTPUT_INVALID",
      `${title}: the value does not fit the schema: ${describeProblems(problems, "value")}`,
      {
        field: "schema",
        hint: "Change what comes before this node, or its schema.",
      },
    );
  }
  return { value };
};
