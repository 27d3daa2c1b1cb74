import { AppError } from "../core/app-error";
import type { NodeContext, NodeRunner } from "../core/node-runner";
import { chooseCase } from "./choose-case";
import { elsePort, type SwitchConfig } from "./definition";

/** The value leaves by the first case that takes it, or by `else`. */
export const runSwitch: NodeRunner<SwitchConfig> = async (context) => {
  const value = context.inputs.value ?? null;
  const chosen = context.config.by === "model" ? await byModel(context) : await byExpression(context);
  return { [chosen ?? elsePort]: value };
};

async function byExpression({ config, holds }: NodeContext<SwitchConfig>): Promise<string | undefined> {
  for (const [i, { name, expression }] of config.cases.entries())
    if (await holds(expression, { field: `cases[${i}].expression` })) return name;
  return undefined;
}

async function byModel(context: NodeContext<SwitchConfig>): Promise<string | undefined> {
  const { model, config, title } = context;
  if (model === undefined)
    throw new AppError("MODEL_UNAVAILABLE", `${title} has no model to choose with.`, {
      retryable: false,
      hint: "Connect a model node to its port model.",
    });
  return config.cases.length === 0 ? undefined : chooseCase(context, model);
}
