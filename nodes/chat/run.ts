import type { NodeRunner } from "../core/node-runner";
import type { ChatConfig } from "./definition";

/** Gives the message and what was said before: the run's input. */
export const runChat: NodeRunner<ChatConfig> = ({ run: { input } }) => ({
  message: typeof input.message === "string" ? input.message : "",
  messages: Array.isArray(input.messages) ? input.messages : [],
});
