import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { defineNode } from "../core/node-definition";

const noteConfigSchema = z.object({ markdown: z.string().max(50_000).default("") });
export type NoteConfig = z.infer<typeof noteConfigSchema>;

export const noteDefinition = defineNode<NoteConfig>({
  type: "note",
  version: 1,
  title: "Note",
  description: "A remark for people; it does not run.",
  family: "data",
  icon: "sticky-note",
  keywords: ["comment", "text", "documentation", "remark"],
  config: noteConfigSchema,
  initialConfig: { markdown: "" },
  ports: () => ({ inputs: [], outputs: [] }),
  fields: [{ name: "markdown", label: "Text", input: "markdown" }],
  summary: ({ markdown }) => firstLine(markdown),
  decoration: true,
});
