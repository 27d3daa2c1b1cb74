import type { Field } from "@/nodes/core/field";
import { agentToolKinds } from "@/nodes/core/saved-agent";

/** The form of an agent, in parts: each edits one object of it. */

export const agentBasics: readonly Field[] = [
  { name: "name", label: "Name", input: "text" },
  {
    name: "description",
    label: "What it is good for",
    input: "textarea",
    hint: "People choose it by this, and other agents call it by this.",
  },
  {
    name: "status",
    label: "Status",
    input: "select",
    choices: [
      { value: "draft", label: "Draft", hint: "In the making." },
      { value: "active", label: "Active" },
      { value: "disabled", label: "Disabled", hint: "It refuses runs." },
    ],
  },
];

export const agentInstructions: readonly Field[] = [
  {
    name: "instructions",
    label: "Instructions",
    input: "markdown",
    hint: "Who the agent is and how it works. Plain text: braces mean nothing.",
  },
];

export const agentModel: readonly Field[] = [
  {
    name: "model",
    label: "Model",
    input: "model",
    hint: "Default is the first usable one on the machine that runs it.",
  },
  {
    name: "capabilities",
    label: "What it wants of a model",
    input: "words",
    hint: "Such as vision. Tools and an output schema are seen by themselves.",
    advanced: true,
  },
];

export const agentSampling: readonly Field[] = [
  {
    name: "temperature",
    label: "Temperature",
    input: "slider",
    min: 0,
    max: 2,
    step: 0.1,
    hint: "At 0 it repeats itself; higher values vary more.",
  },
  { name: "maxTokens", label: "Longest answer", input: "number", min: 1, step: 1, unit: "tokens", advanced: true },
  { name: "topP", label: "Top P", input: "slider", min: 0, max: 1, step: 0.05, advanced: true },
  { name: "seed", label: "Seed", input: "number", step: 1, advanced: true },
  { name: "fallback", label: "Fallbacks", input: "models", advanced: true },
];

const kindLabels = { agent: "An agent", workflow: "A workflow", collection: "A collection" } as const;

export const agentTools: readonly Field[] = [
  {
    name: "tools",
    label: "Tools",
    input: "list",
    item: "tool",
    initial: { kind: "agent", id: "" },
    hint: "What it may call: other agents, workflows, and collections that it searches.",
    fields: [
      {
        name: "kind",
        label: "Kind",
        input: "select",
        choices: agentToolKinds.map((value) => ({ value, label: kindLabels[value] })),
      },
      { name: "id", label: "Agent", input: "agent", when: { field: "kind", is: ["agent"] } },
      { name: "id", label: "Workflow", input: "workflow", when: { field: "kind", is: ["workflow"] } },
      {
        name: "id",
        label: "Collection",
        input: "text",
        hint: "Its id or slug.",
        when: { field: "kind", is: ["collection"] },
      },
      {
        name: "description",
        label: "What it is good for",
        input: "text",
        hint: "The model decides by it when to call the tool.",
      },
    ],
  },
  {
    name: "approval",
    label: "Ask before it calls a tool",
    input: "select",
    choices: [
      { value: "never", label: "Never" },
      { value: "tools", label: "When the tool may change something" },
      { value: "always", label: "Always" },
    ],
  },
  {
    name: "maxSteps",
    label: "Most steps",
    input: "number",
    min: 1,
    max: 1_000,
    step: 1,
    unit: "model calls",
    advanced: true,
  },
];

export const agentMemory: readonly Field[] = [
  {
    name: "kind",
    label: "Memory",
    input: "select",
    choices: [
      { value: "none", label: "None" },
      { value: "conversation", label: "The conversation" },
      { value: "vector", label: "What is near the question" },
    ],
    hint: "A Memory node that is connected to its node takes its place.",
  },
  {
    name: "collection",
    label: "Collection",
    input: "text",
    hint: "Id or slug of the collection that it recalls from.",
    when: { field: "kind", is: ["vector"] },
  },
  {
    name: "topK",
    label: "Most passages",
    input: "number",
    min: 1,
    max: 100,
    step: 1,
    when: { field: "kind", is: ["vector"] },
  },
];

export const agentStyle: readonly Field[] = [
  { name: "tone", label: "Tone", input: "text", placeholder: "friendly" },
  {
    name: "length",
    label: "Length",
    input: "select",
    choices: [
      { value: "brief", label: "Brief" },
      { value: "balanced", label: "As long as it needs" },
      { value: "detailed", label: "Detailed" },
    ],
  },
  { name: "language", label: "Language", input: "text", placeholder: "that of the question" },
  {
    name: "format",
    label: "Format",
    input: "select",
    choices: [
      { value: "plain", label: "Plain text" },
      { value: "markdown", label: "Markdown" },
      { value: "list", label: "A list" },
      { value: "table", label: "A table" },
    ],
  },
];

export const agentMore: readonly Field[] = [
  {
    name: "outputSchema",
    label: "Output schema",
    input: "json",
    schema: true,
    hint: "A JSON Schema that the answer has to fit.",
  },
  { name: "greeting", label: "Greeting", input: "text", hint: "What a chat with it begins with." },
  { name: "examples", label: "Examples", input: "words", hint: "Questions that a chat offers." },
];
