import { type Workflow, workflowSchema } from "@/nodes/core/workflow";

/** What a chat needs of a saved agent. */
export interface ChatAgent {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const at = { x: 0, y: 0 };

/** The document of a chat with an agent: the message goes to it with what was said before, and its text is the answer. */
export function agentWorkflow({ name, model, settings }: ChatAgent): Workflow {
  const { instructions, sampling, maxSteps, outputSchema } = settings;
  return workflowSchema.parse({
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: [
      { id: "chat", type: "chat", position: at, config: {} },
      { id: "model", type: "model", position: at, config: { ...(sampling as object | undefined), model } },
      {
        id: "agent",
        type: "agent",
        title: name,
        position: at,
        config: {
          instructions: plain(String(instructions ?? "")),
          prompt: "{{ message }}",
          ...(maxSteps === undefined ? {} : { maxSteps }),
          ...(outputSchema === undefined ? {} : { outputSchema }),
        },
      },
      { id: "answer", type: "output", position: at, config: { name: "answer", format: "markdown" } },
    ],
    connections: [
      { id: "c1", source: "chat", sourceHandle: "message", target: "agent", targetHandle: "message" },
      { id: "c2", source: "chat", sourceHandle: "messages", target: "agent", targetHandle: "messages" },
      { id: "c3", source: "model", sourceHandle: "model", target: "agent", targetHandle: "model" },
      { id: "c4", source: "agent", sourceHandle: "text", target: "answer", targetHandle: "value" },
    ],
  });
}

/** Braces mean nothing in what people say of an agent. */
function plain(text: string): string {
  return /\{[{%]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}
