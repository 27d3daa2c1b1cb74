import { cutText } from "../core/cut-text";
import { printValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { LogConfig } from "./definition";

/** A log line is for reading; the whole value is on the node's output. */
const longest = 10_000;

export const runLog: NodeRunner<LogConfig> = ({ config, inputs, render, log }) => {
  const value = inputs.value ?? null;
  log(
    config.level,
    cutText(config.message === "" ? printValue(value) : render(config.message, { field: "message" }), longest),
  );
  return { value };
};
