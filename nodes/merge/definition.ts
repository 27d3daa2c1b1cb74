import { z } from "zod";
import { defineNode } from "../core/node-definition";

export const mergeModes = ["all", "first", "append", "object"] as const;

const mergeConfigSchema = z.object({
  mode: z.enum(mergeModes, `The mode is one of ${mergeModes.join(", ")}.`).default("all"),
});
export type MergeConfig = z.infer<typeof mergeConfigSchema>;

const summaries: Record<MergeConfig["mode"], string> = {
  all: "A list of all values",
  first: "The first value that arrives",
  append: "All lists joined",
  object: "An object by node",
};

export const mergeDefinition = defineNode<MergeConfig>({
  type: "merge",
  version: 1,
  title: "Merge",
  description: "Brings branches together again.",
  family: "logic",
  icon: "merge",
  keywords: ["join", "combine", "wait", "parallel", "collect", "race"],
  config: mergeConfigSchema,
  initialConfig: { mode: "all" },
  ports: () => ({
    inputs: [{ name: "inputs", kind: "any", required: true, many: true, title: "Inputs" }],
    outputs: [{ name: "value", kind: "any" }],
  }),
  fields: [
    {
      name: "mode",
      label: "Result",
      input: "select",
      choices: [
        { value: "all", label: "List", hint: "The values of all branches that were taken, in order." },
        { value: "first", label: "First", hint: "The value that arrives first; the other branches go on, unused." },
        { value: "append", label: "Joined lists", hint: "Lists are joined into one; what is no list is one item." },
        { value: "object", label: "Object", hint: "Each value under the id of the node that it comes from." },
      ],
    },
  ],
  summary: ({ mode }) => summaries[mode],
  pure: () => true,
  startsWith: ({ mode }) => (mode === "first" ? "first" : "all"),
});
