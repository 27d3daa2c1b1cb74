import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";

/** Ids of the nodes of a chat with an agent. */
export const agentChat = { entry: "chat", agent: "agent", answer: "answer" } as const;

/**
 * The document of a chat with an agent, by its id or slug: a message of `chat`, with what was said before it, goes to the agent,
 * and its answer leaves as the output `answer`.
 */
export function agentWorkflow(agent: string, name: string): Workflow {
  const connect = (source: string, sourceHandle: string, target: string, targetHandle: string) => ({
    id: `${source}-${sourceHandle}`,
    ...{ source, sourceHandle, target, targetHandle },
  });
  return {
    ...emptyWorkflow(name),
    nodes: [
      { id: agentChat.entry, type: "chat", position: { x: 0, y: 0 }, config: {} },
      {
        id: agentChat.agent,
        type: "agent",
        name,
        position: { x: 320, y: 0 },
        config: { agent, prompt: "{{ message }}" },
      },
      {
        id: agentChat.answer,
        type: "output",
        position: { x: 640, y: 0 },
        config: { name: "answer", format: "markdown" },
      },
    ],
    connections: [
      connect(agentChat.entry, "message", agentChat.agent, "message"),
      connect(agentChat.entry, "messages", agentChat.agent, "messages"),
      connect(agentChat.agent, "text", agentChat.answer, "value"),
    ],
  };
}
