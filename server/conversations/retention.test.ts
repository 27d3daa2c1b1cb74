import { expect, test } from "vitest";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import { answerWith, createTestAgent, say } from "@/server/chat/testing";
import { pinMessage } from "@/server/conversations/change-conversation";
import { branchInView } from "@/server/conversations/export-conversation";
import { getConversation } from "@/server/conversations/get-conversation";
import { excessOf, mergeRetention, trimConversation } from "@/server/conversations/retention";
import { describeEachDatabase } from "@/server/db/testing";

const workspaceId = "default";

describeEachDatabase("retention", (opened) => {
  async function talk(count: number) {
    answerWith(opened(), scriptedModel(Array.from({ length: count + 1 }, (_, i) => `a${i}`)));
    const agent = await createTestAgent(opened());
    const { conversationId, userMessageId } = await say(agent, "q0");
    for (let i = 1; i < count; i++) await say(agent, `q${i}`, { conversationId });
    return { agent, conversationId, userMessageId };
  }
  const texts = async (id: string) =>
    branchInView(await getConversation(opened(), workspaceId, id)).map(({ content }) => content);

  test("keeps so many of the newest messages, and those that are pinned, in one branch", async () => {
    const { agent, conversationId, userMessageId } = await talk(4);
    await pinMessage(opened(), workspaceId, conversationId, { messageId: userMessageId, isPinned: true });
    const retention = { maxMessages: 4 };
    expect((await excessOf(opened(), conversationId, retention)).excess.size).toBe(3);
    expect(await trimConversation(opened(), conversationId, retention)).toBe(3);
    expect(await texts(conversationId)).toEqual(["q0", "q2", "a2", "q3", "a3"]);
    expect(await trimConversation(opened(), conversationId, retention)).toBe(0);
    const next = await say(agent, "q4", { conversationId });
    expect(next.run.state?.input.messages).toMatchObject([{ content: "q0" }, { content: "q2" }, {}, {}, {}]);
  });

  test("deletes what is too old, down to nothing", async () => {
    const { conversationId } = await talk(2);
    await opened().execute("update messages set created_at = now() - interval '10 days' where conversation_id = $1", [
      conversationId,
    ]);
    expect(await trimConversation(opened(), conversationId, { maxAgeDays: 11 })).toBe(0);
    expect(await trimConversation(opened(), conversationId, { maxAgeDays: 9 })).toBe(4);
    expect(await getConversation(opened(), workspaceId, conversationId)).toMatchObject({ headId: null, messages: [] });
  });

  test("takes the nearest setting that says something", () => {
    expect(mergeRetention({ maxMessages: 5 }, undefined, { maxMessages: 9, maxAgeDays: 30 })).toEqual({
      maxMessages: 5,
      maxAgeDays: 30,
    });
  });
});
