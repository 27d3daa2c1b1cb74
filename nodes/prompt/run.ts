import type { NodeRunner } from "../core/node-runner";
import type { PromptConfig } from "./definition";

export const runPrompt: NodeRunner<PromptConfig> = ({ config, render }) => ({
  text: render(config.template, { field: "template" }),
});
