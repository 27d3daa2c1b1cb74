import { z } from "zod";
import { defineNode } from "../core/node-definition";

const tryConfigSchema = z.object({});
export type TryConfig = z.infer<typeof tryConfigSchema>;

export const tryDefinition = defineNode<TryConfig>({
  type: "try",
  version: 1,
  title: "Try",
  description: "Runs the nodes inside it, and goes on from its error port when one of them fails.",
  family: "logic",
  icon: "shield-check",
  keywords: ["catch", "error", "fallback", "retry", "safe", "container"],
  config: tryConfigSchema,
  initialConfig: {},
  container: true,
  catches: true,
  canContinue: false,
  ports: () => ({
    inputs: [
      { name: "value", kind: "any", required: true },
      { name: "inner.result", kind: "any", title: "Result" },
    ],
    outputs: [
      { name: "value", kind: "any", description: "The result, when nothing failed." },
      { name: "error", kind: "json", title: "Error", description: "What went wrong: code, message, cause, hint." },
      { name: "inner.value", kind: "any", title: "Value" },
    ],
  }),
  fields: [],
  summary: () => "",
});
