import { describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import { startExchange } from "@/server/chat/start-exchange";
import { answerWith, createTestAgent, say } from "@/server/chat/testing";
import { branchConversation } from "@/server/conversations/branch-conversation";
import {
  deleteConversation,
  moveHead,
  pinMessage,
  renameConversation,
} from "@/server/conversations/change-conversation";
import { branchInView, exportConversation } from "@/server/conversations/export-conversation";
import { getConversation } from "@/server/conversations/get-conversation";
import { listConversations } from "@/server/conversations/list-conversations";
import { describeEachDatabase } from "@/server/db/testing";
import { cancelRun } from "@/server/executor/cancel-run";
import { gate, published } from "@/server/executor/testing";
import { mortalDatabase } from "@/server/executor/testing-database";
import { saveFile } from "@/server/files/save-file";
import { newId } from "@/server/new-id";

const workspaceId = "default";

describeEachDatabase("a conversation", (opened) => {
  const read = (id: string) => getConversation(opened(), workspaceId, id);
  const texts = async (id: string) => branchInView(await read(id)).map(({ content }) => content);
  const count = async () => {
    const [row] = await opened().execute<{ count: number }>(
      "select (select count(*) from messages)::int + (select count(*) from conversations)::int + (select count(*) from runs)::int as count",
    );
    return row?.count;
  };

  test("keeps what was said, and sends it with the next message", async () => {
    const model = scriptedModel(["Hello Ada.", "Your name is Ada."]);
    answerWith(opened(), model);
    const agent = await createTestAgent(opened());
    const { conversationId } = await say(agent, "I am Ada.");
    await say(agent, "Who am I?", { conversationId });
    expect(model.requests[1]?.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "I am Ada." },
      { role: "assistant", content: "Hello Ada." },
      { role: "user", content: "Who am I?" },
    ]);
    const conversation = await read(conversationId);
    expect(conversation).toMatchObject({ title: "I am Ada.", agentId: agent, messageCount: 4, isAnswering: false });
    expect(conversation.messages.map(({ role, content, status }) => [role, content, status])).toEqual([
      ["user", "I am Ada.", "completed"],
      ["assistant", "Hello Ada.", "completed"],
      ["user", "Who am I?", "completed"],
      ["assistant", "Your name is Ada.", "completed"],
    ]);
    expect(conversation.messages[3]?.details.usage).toMatchObject({ modelCalls: 1 });
  });

  test("branches where a message is edited or answered again, and each branch sends its own history", async () => {
    const model = scriptedModel(["one", "two", "other two", "third", "again"]);
    answerWith(opened(), model);
    const agent = await createTestAgent(opened());
    const { conversationId, answerId } = await say(agent, "a");
    const second = await say(agent, "b", { conversationId });
    await say(agent, "B", { conversationId, parentId: answerId });
    expect(await texts(conversationId)).toEqual(["a", "one", "B", "other two"]);
    await moveHead(opened(), workspaceId, conversationId, second.userMessageId);
    expect(await texts(conversationId)).toEqual(["a", "one", "b", "two"]);
    await say(agent, "c", { conversationId });
    expect(model.requests[3]?.messages.map(({ content }) => content)).toEqual([
      "Be brief.",
      "a",
      "one",
      "b",
      "two",
      "c",
    ]);
    await say(agent, "", { conversationId, answerAgain: second.userMessageId });
    expect(model.requests[4]?.messages.map(({ content }) => content)).toEqual(["Be brief.", "a", "one", "b"]);
    expect(await texts(conversationId)).toEqual(["a", "one", "b", "again"]);
  });

  test("keeps what was written when an answer is stopped or fails", async () => {
    const held = gate();
    const half = (text: string, then: () => Promise<string>) =>
      scriptedModel([
        async (request) => {
          request.onText?.(text);
          return then();
        },
      ]);
    const host = answerWith(
      opened(),
      half("Half of", () => held.passed.then(() => "never")),
    );
    const agent = await createTestAgent(opened());
    const streamed = published(host, ({ type }) => type === "node.delta");
    const { conversationId, run } = await startExchange({ workspaceId, partner: { agentId: agent }, message: "a" });
    await streamed;
    await cancelRun(workspaceId, run.runId);
    held.open();
    expect((await read(conversationId)).messages[1]).toMatchObject({ status: "canceled", content: "Half of" });
    answerWith(
      opened(),
      half("A third", () => Promise.reject(new AppError("MODEL_UNAVAILABLE", "gone", { retryable: false }))),
    );
    const failed = await say(agent, "b", { conversationId });
    const { messages } = await read(conversationId);
    expect(messages.find(({ id }) => id === failed.answerId)).toMatchObject({
      status: "failed",
      content: "A third",
      details: { error: { code: "MODEL_UNAVAILABLE", message: "gone" } },
    });
  });

  test("gets its answer once when the process is killed at any commit", async () => {
    for (const when of ["before", "after"] as const)
      for (let at = 2; at <= 5; at++) {
        const mortal = mortalDatabase(opened(), at, when);
        const model = () => scriptedModel(["The answer.", "The answer."]);
        answerWith(mortal.database, model());
        const agent = await createTestAgent(opened());
        const { conversationId, answerId, run } = await startExchange({
          workspaceId,
          partner: { agentId: agent },
          message: "a",
        });
        await Promise.race([mortal.died, run.ended]);
        const next = answerWith(opened(), model());
        const over = published(next, ({ type }) => type === "run.completed");
        if ((await next.resume({ everything: true })) > 0) await over;
        const { messages } = await read(conversationId);
        expect(messages.map(({ id, content, status }) => [id === answerId, content, status])).toEqual([
          [false, "a", "completed"],
          [true, "The answer.", "completed"],
        ]);
        await next.stop();
      }
  });

  test("loses nothing when two write at once", async () => {
    const model = scriptedModel(["start", "x", "x"]);
    answerWith(opened(), model);
    const agent = await createTestAgent(opened());
    const { conversationId } = await say(agent, "a");
    await Promise.all([say(agent, "left", { conversationId }), say(agent, "right", { conversationId })]);
    const { messages } = await read(conversationId);
    expect(messages.map(({ content }) => content).sort()).toEqual(["a", "left", "right", "start", "x", "x"]);
    expect(messages.every(({ status }) => status === "completed")).toBe(true);
    for (const { messages: asked } of model.requests.slice(1)) expect(asked).toHaveLength(4);
  });

  test("refuses a message of 2 MB, an empty one, and a partner that cannot answer, and stores nothing", async () => {
    answerWith(opened(), scriptedModel([]));
    const agent = await createTestAgent(opened());
    const before = await count();
    const fails = (request: object) =>
      expect(startExchange({ workspaceId, partner: { agentId: agent }, message: "x", ...request })).rejects;
    await fails({ message: "x".repeat(2_000_000) }).toMatchObject({ code: "LIMIT_EXCEEDED", field: "message" });
    await fails({ message: " " }).toMatchObject({ code: "REQUEST_INVALID" });
    await fails({ partner: { agentId: "nobody" } }).toMatchObject({ code: "NOT_FOUND" });
    await fails({ conversationId: "none" }).toMatchObject({ code: "NOT_FOUND" });
    await fails({ partner: undefined }).toMatchObject({ code: "REQUEST_INVALID" });
    await opened().execute("update agents set status = 'disabled' where id = $1", [agent]);
    await fails({}).toMatchObject({ code: "CONFLICT" });
    expect(await count()).toBe(before);
  });

  test("is found by words of its messages and its title, which are not stored plainly", async () => {
    answerWith(opened(), scriptedModel(["Heddles guide the warp."]));
    const agent = await createTestAgent(opened());
    const { conversationId } = await say(agent, "What do looms have?");
    const found = async (search: string) =>
      (await listConversations(opened(), { workspaceId, agentId: agent, search })).items.map(({ id }) => id);
    expect(await found("")).toEqual([conversationId]);
    expect(await found("heddle")).toEqual([conversationId]);
    expect(await found("loom")).toEqual([conversationId]);
    expect(await found("bicycle")).toEqual([]);
    await renameConversation(opened(), workspaceId, conversationId, "Weaving for beginners");
    expect(await found("beginner")).toEqual([conversationId]);
    await expect(renameConversation(opened(), workspaceId, conversationId, " ")).rejects.toMatchObject({
      field: "title",
    });
  });

  test("goes on as a new one from a message, is exported, and deleted", async () => {
    answerWith(opened(), scriptedModel(["one", "two", "three"]));
    const agent = await createTestAgent(opened(), {}, "Weaver");
    const { conversationId, answerId } = await say(agent, "a");
    await say(agent, "b", { conversationId });
    await pinMessage(opened(), workspaceId, conversationId, { messageId: answerId, isPinned: true });
    const branch = await branchConversation(opened(), workspaceId, conversationId, answerId);
    await say(agent, "c", { conversationId: branch.id });
    expect(await texts(branch.id)).toEqual(["a", "one", "c", "three"]);
    expect(await texts(conversationId)).toEqual(["a", "one", "b", "two"]);
    expect((await read(branch.id)).branchedFrom).toBe(conversationId);
    const markdown = await exportConversation(opened(), workspaceId, conversationId, "markdown");
    expect(markdown).toMatchObject({ name: "a.md" });
    expect(markdown.text).toMatch(/^# a\n\n## You, .*\n\na\n\n## Weaver, .*\n\none\n\n## You/);
    const json = await exportConversation(opened(), workspaceId, conversationId, "json");
    expect(JSON.parse(json.text).messages[1]).toMatchObject({ content: "one", isPinned: true });
    await deleteConversation(opened(), workspaceId, conversationId);
    await expect(read(conversationId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await texts(branch.id)).toHaveLength(4);
    const left = await opened().execute("select 1 from messages where conversation_id = $1", [conversationId]);
    expect(left).toEqual([]);
  });

  test("may be deleted while it is answered", async () => {
    const held = gate();
    answerWith(opened(), scriptedModel([() => held.passed.then(() => "late")]));
    const agent = await createTestAgent(opened());
    const { conversationId, run } = await startExchange({ workspaceId, partner: { agentId: agent }, message: "a" });
    await run.committed;
    await deleteConversation(opened(), workspaceId, conversationId);
    held.open();
    expect(await run.ended).toBe("completed");
  });

  describe("with files", () => {
    test("sends small texts whole, in this turn and the next ones, and refuses what is too large or no text", async () => {
      const model = scriptedModel(["ok", "still"]);
      answerWith(opened(), model);
      const agent = await createTestAgent(opened());
      const save = async (name: string, content: string | Uint8Array) =>
        (await saveFile({ workspaceId, name, content: Buffer.from(content) })).fileId;
      const { conversationId } = await say(agent, "Read this.", { files: [await save("notes.txt", "Looms are old.")] });
      await say(agent, "And?", { conversationId });
      const block = 'Read this.\n\n<file name="notes.txt">\nLooms are old.\n</file>';
      expect(model.requests.map(({ messages }) => messages[1]?.content)).toEqual([block, block]);
      const [first] = (await read(conversationId)).messages;
      expect(first).toMatchObject({ content: "Read this.", details: { attachments: [{ name: "notes.txt" }] } });
      expect(first?.details.attachments?.[0]).not.toHaveProperty("text");
      const fails = async (file: string) =>
        expect(say(agent, "x", { conversationId, files: [file] })).rejects.toMatchObject({
          field: "files",
          hint: expect.stringContaining("collection"),
        });
      await fails(await save("big.txt", "x".repeat(70_000)));
      await fails(await save("picture.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])));
    });
  });

  test("belongs to its workspace", async () => {
    answerWith(opened(), scriptedModel(["one"]));
    const agent = await createTestAgent(opened());
    const { conversationId } = await say(agent, "a");
    const stranger = newId();
    await expect(getConversation(opened(), stranger, conversationId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteConversation(opened(), stranger, conversationId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listConversations(opened(), { workspaceId: stranger })).items).toEqual([]);
  });
});
