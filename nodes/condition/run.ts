import type { NodeRunner } from "../core/node-runner";
import type { ConditionConfig } from "./definition";

/** The value leaves by one of the two ports; the other one does not fire. */
export const runCondition: NodeRunner<ConditionConfig> = async ({ config, inputs, holds }) => {
  const port = (await holds(config.expression, { field: "expression" })) ? "true" : "false";
  return { [port]: inputs.value ?? null };
};
