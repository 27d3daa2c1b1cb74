import type { NodeRunner } from "../core/node-runner";
import type { InputConfig } from "./definition";
import { requireRunInput } from "./parse-input";

/** Gives what the run was started with, field by field. */
export const runInput: NodeRunner<InputConfig> = ({ config, run }) => {
  const value = requireRunInput(config.fields, run.input);
  return { ...value, value };
};
