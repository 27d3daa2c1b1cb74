import { z } from "zod";
import { defineNode } from "../core/node-definition";

/** The first usable model of the registry. */
export const defaultModel = "default";

const modelId = z.string().min(1, 'Choose a model, or write "default" for the first usable one.').max(200);

const modelConfigSchema = z.object({
  model: modelId.default(defaultModel).describe('An id in the registry, or "default": the first usable one.'),
  temperature: z.number().min(0, "A temperature is not below 0.").max(2, "A temperature is not above 2.").optional(),
  topP: z.number().min(0, "Top P is not below 0.").max(1, "Top P is not above 1.").optional(),
  maxTokens: z
    .number()
    .int()
    .min(1, "At least one token has to be allowed.")
    .optional()
    .describe("Most tokens of one answer."),
  seed: z.number().int().optional(),
  stop: z
    .array(z.string().min(1))
    .max(16, "At most 16 stop texts.")
    .default([])
    .describe("The answer ends before one of these."),
  fallback: z
    .array(modelId)
    .max(10, "At most 10 fallbacks.")
    .default([])
    .describe("Ids that are tried in turn when the model is not reachable."),
});
export type ModelConfig = z.infer<typeof modelConfigSchema>;

export const modelDefinition = defineNode<ModelConfig>({
  type: "model",
  version: 1,
  title: "Model",
  description: "Lends a model and its sampling to agents and routers.",
  family: "models",
  icon: "cpu",
  keywords: ["llm", "lm studio", "ollama", "gguf", "openai", "endpoint"],
  config: modelConfigSchema,
  initialConfig: { model: defaultModel },
  ports: () => ({ inputs: [], outputs: [{ name: "model", kind: "model" }] }),
  fields: [
    {
      name: "model",
      label: "Model",
      input: "model",
      hint: "Default is the first usable one on the machine that runs it.",
    },
    {
      name: "temperature",
      label: "Temperature",
      input: "slider",
      min: 0,
      max: 2,
      step: 0.1,
      hint: "At 0 it repeats itself; higher values vary more.",
    },
    { name: "maxTokens", label: "Longest answer", input: "number", min: 1, step: 1, unit: "tokens" },
    { name: "topP", label: "Top P", input: "slider", min: 0, max: 1, step: 0.05, advanced: true },
    {
      name: "seed",
      label: "Seed",
      input: "number",
      step: 1,
      hint: "The same seed gives the same answer where the server can.",
      advanced: true,
    },
    {
      name: "stop",
      label: "Stop at",
      input: "words",
      hint: "The answer ends before one of these texts.",
      advanced: true,
    },
    {
      name: "fallback",
      label: "Fallbacks",
      input: "models",
      hint: "Tried in turn when the model is not reachable.",
      advanced: true,
    },
  ],
  summary: ({ model, temperature }) => (temperature === undefined ? model : `${model}, temperature ${temperature}`),
  models: ({ model, fallback }) => [model, ...fallback],
  check: ({ model, fallback }) =>
    fallback.includes(model)
      ? [{ field: "fallback", message: `${model} is its own fallback. Remove it from the list.`, severity: "warning" }]
      : [],
});
