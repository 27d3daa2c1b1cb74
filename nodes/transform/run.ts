import type { NodeRunner } from "../core/node-runner";
import type { TransformConfig } from "./definition";

export const runTransform: NodeRunner<TransformConfig> = async ({ config, evaluate }) => ({
  value: await evaluate(config.expression, { field: "expression" }),
});
