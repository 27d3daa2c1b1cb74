import type { ChatMessage } from "@/nodes/core/node-runner";
import { jsonLine } from "@/server/models/gguf/tool-result-text";
import type { Example, Maker } from "../example";
import { factQuestion } from "../facts";
import { phrase } from "../phrasings";
import { toolSpec } from "../tools/task";
import { facts } from "./notes";

const guides = {
  train: [
    { name: "guide", description: "Knows Heddle. Give it one question." },
    { name: "expert", description: "Knows Heddle and its nodes. Give it one question." },
    { name: "ask_guide", description: "Answers questions about Heddle." },
    { name: "colleague", description: "Knows Heddle well." },
    { name: "manual", description: "Looks something up in the manual of Heddle." },
  ],
  heldOut: [{ name: "guide", description: "Knows Heddle. Give it one question about it." }],
};

const lookUps = {
  train: [
    {
      name: "wikipedia",
      description: "Looks up the summary of one Wikipedia article by its English title.",
      key: "title",
    },
    { name: "encyclopedia", description: "Looks up an article by its title.", key: "title" },
    { name: "web_search", description: "Searches the web.", key: "query" },
  ],
  heldOut: [
    {
      name: "wikipedia",
      description: "Looks up the summary of one Wikipedia article by its English title, such as Jacquard machine.",
      key: "title",
    },
  ],
};

const assistants = {
  train: [
    "You answer questions. Use your tools when they help, and say where each fact comes from. When a tool fails, answer from what you know and say so.",
    "You answer questions. Use your tools when they help.",
    "You are a helpful assistant with tools.",
    "",
  ],
  heldOut: [
    "You answer questions. Use your tools when they help, and say where each fact comes from. When a tool fails, answer from what you know and say so.",
  ],
};

/** A question about Heddle goes to the colleague that knows it, and its answer is handed on. */
export const askGuide: Maker = (source): Example => {
  const { random } = source;
  const fact = random.pick(facts);
  const guide = phrase(source, guides);
  const other = phrase(source, lookUps);
  const key = random.pick(["task", "task", "question"]);
  const question = factQuestion(fact, source);
  const tools = random.shuffle([
    toolSpec(guide.name, guide.description, { [key]: question }),
    ...(random.chance(0.7) ? [toolSpec(other.name, other.description, { [other.key]: "" })] : []),
  ]);
  const call = { id: "call_1", name: guide.name, arguments: jsonLine({ [key]: question }) };
  const system = phrase(source, assistants);
  const begin: ChatMessage[] = [
    ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
    { role: "user", content: question },
    { role: "assistant", content: "", toolCalls: [call] },
  ];
  const isCallAsked = source.split === "held-out" && random.chance(0.5);
  return {
    family: "tools",
    kind: isCallAsked ? "ask-guide" : "use-guide",
    level: 2,
    tools,
    messages: isCallAsked
      ? begin
      : [
          ...begin,
          { role: "tool", toolCallId: "call_1", content: fact.answer },
          { role: "assistant", content: fact.answer },
        ],
  };
};
