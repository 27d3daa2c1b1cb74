import { expect, test } from "vitest";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import { applyRetention, previewRetention } from "@/server/chat/apply-retention";
import { setGlobalRetention } from "@/server/chat/retention-settings";
import { answerWith, createTestAgent, say } from "@/server/chat/testing";
import { branchInView } from "@/server/conversations/export-conversation";
import { getConversation } from "@/server/conversations/get-conversation";
import { describeEachDatabase } from "@/server/db/testing";

const workspaceId = "default";

describeEachDatabase("the retention of all conversations", (opened) => {
  async function talk(count: number, settings: object, more: readonly string[] = []) {
    const model = scriptedModel([...Array.from({ length: count }, (_, i) => `a${i}`), ...more]);
    answerWith(opened(), model);
    const agent = await createTestAgent(opened(), settings);
    const { conversationId } = await say(agent, "q0");
    for (let i = 1; i < count; i++) await say(agent, `q${i}`, { conversationId });
    return { agent, conversationId, model };
  }
  const texts = async (id: string) =>
    branchInView(await getConversation(opened(), workspaceId, id)).map(({ content }) => content);

  test("is previewed, and the agent's own setting comes before the global one", async () => {
    const plain = await talk(3, {});
    const own = await talk(3, { memory: { kind: "conversation", retention: { maxMessages: 2 } } });
    expect(await previewRetention(opened(), workspaceId)).toEqual({ messages: 4, conversations: 1 });
    expect(await previewRetention(opened(), workspaceId, { maxMessages: 5 })).toEqual({
      messages: 5,
      conversations: 2,
    });
    expect(await texts(plain.conversationId)).toHaveLength(6);
    await setGlobalRetention(opened(), workspaceId, { maxMessages: 4 });
    expect(await applyRetention(opened())).toBe(6);
    expect(await texts(plain.conversationId)).toEqual(["q1", "a1", "q2", "a2"]);
    expect(await texts(own.conversationId)).toEqual(["q2", "a2"]);
    await setGlobalRetention(opened(), workspaceId, {});
  });

  test("summarizes first where that is wanted, and deletes nothing while no model can", async () => {
    const retention = { maxMessages: 2, summarize: true };
    const { agent, conversationId } = await talk(3, { memory: { kind: "conversation", retention } });
    expect(await applyRetention(opened())).toBe(0);
    expect(await texts(conversationId)).toHaveLength(6);
    const model = scriptedModel(["They counted.", "next"]);
    answerWith(opened(), model);
    expect(await applyRetention(opened())).toBe(4);
    expect(model.requests[0]?.messages[0]?.content).toContain("user: q1");
    expect(await texts(conversationId)).toEqual(["They counted.", "q2", "a2"]);
    await say(agent, "q3", { conversationId });
    expect(model.requests[1]?.messages[0]?.content).toContain("They counted.");
  });
});
