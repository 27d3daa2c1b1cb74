import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { ConversationsConfig } from "./definition";

export const runConversations: NodeRunner<ConversationsConfig> = async ({ config, conversations, log }) => {
  const { agent, collection, ...rest } = config;
  const found = await conversations.find({
    ...rest,
    ...(agent === "" ? {} : { agent }),
    ...(collection === "" ? {} : { notIn: collection }),
  });
  log("info", found.length === 1 ? "One conversation." : `${found.length} conversations.`);
  return { conversations: found as unknown as JsonValue };
};
