import { expect, test } from "vitest";
import type { FindConversations, OldConversation } from "../core/node-runner";
import { testContext } from "../testing/test-context";
import { type ConversationsConfig, conversationsDefinition } from "./definition";
import { runConversations } from "./run";

const old: OldConversation = {
  id: "c1",
  revision: 2,
  title: "Looms",
  text: "User: Hello\n\nAssistant: Hi",
  messages: [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi" },
  ],
  agentId: "a1",
  workflowId: null,
  idleDays: 40,
  exchanges: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
};

test("asks for what its settings say and gives what there is", async () => {
  const asked: FindConversations[] = [];
  const conversations = {
    find: async (request: FindConversations) => {
      asked.push(request);
      return [old];
    },
  };
  const config = { whose: "agents", agent: "writer", olderThanDays: 7, most: 5, collection: "archive" };
  const context = testContext<ConversationsConfig>(conversationsDefinition, { config, conversations });
  expect(await runConversations(context)).toEqual({ conversations: [old] });
  expect(asked).toEqual([{ whose: "agents", agent: "writer", olderThanDays: 7, most: 5, notIn: "archive" }]);
  expect(context.recorded.logs).toEqual([{ level: "info", message: "One conversation." }]);
});

test("empty settings ask for nothing in particular", async () => {
  const asked: FindConversations[] = [];
  const conversations = {
    find: async (request: FindConversations) => {
      asked.push(request);
      return [];
    },
  };
  const context = testContext<ConversationsConfig>(conversationsDefinition, { conversations });
  expect(await runConversations(context)).toEqual({ conversations: [] });
  expect(asked).toEqual([{ whose: "all", olderThanDays: 30, most: 100 }]);
});
