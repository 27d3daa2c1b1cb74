import { beforeEach, expect, it } from "vitest";
import { agents } from "@/drizzle/schema/agents";
import { collections, documents } from "@/drizzle/schema/collections";
import { conversations, messages } from "@/drizzle/schema/conversations";
import type { FindConversations } from "@/nodes/core/node-runner";
import { openConversations } from "@/server/conversations/find-conversations";
import { describeEachDatabase } from "@/server/db/testing";
import { newId } from "@/server/new-id";

const day = 86_400_000;
const all: FindConversations = { whose: "all", olderThanDays: 30, most: 100 };

describeEachDatabase("old conversations", (opened) => {
  beforeEach(async () => {
    await opened().query("truncate agents, collections, conversations cascade");
  });

  const find = (request: Partial<FindConversations> = {}, workspaceId = "default") =>
    openConversations(opened(), workspaceId).find({ ...all, ...request });

  /** A conversation in which so many days ago something was said last; `said` follows each other. */
  async function talk(id: string, daysAgo: number, said: readonly string[], more: Record<string, unknown> = {}) {
    const ids = said.map(() => newId());
    const at = new Date(Date.now() - daysAgo * day - 1_000);
    const { db } = opened();
    await db.insert(conversations).values({ id, title: `About ${id}`, headId: ids.at(-1), updatedAt: at, ...more });
    for (const [i, content] of said.entries())
      await db.insert(messages).values({
        id: ids[i] as string,
        conversationId: id,
        parentId: ids[i - 1],
        role: i % 2 === 0 ? "user" : "assistant",
        content,
      });
    return ids;
  }

  it("gives those that were quiet for so long, the longest first", async () => {
    await talk("older", 50, ["Hello", "Hi"]);
    await talk("young", 29, ["Hello", "Hi"]);
    await talk("old", 40, ["One", "Two", "Three", "Four"]);
    const found = await find();
    expect(found.map(({ id }) => id)).toEqual(["older", "old"]);
    expect(found[1]).toMatchObject({
      title: "About old",
      text: "User: One\n\nAssistant: Two\n\nUser: Three\n\nAssistant: Four",
      idleDays: 40,
      exchanges: 2,
      agentId: null,
    });
    expect((await find({ most: 1 })).map(({ id }) => id)).toEqual(["older"]);
    expect(await find({}, "other")).toEqual([]);
  });

  it("gives the branch in view alone", async () => {
    const [first] = await talk("c", 40, ["What is a loom?", "A frame."]);
    await opened()
      .db.insert(messages)
      .values({ id: newId(), conversationId: "c", parentId: first, role: "assistant", content: "Another answer." });
    expect((await find())[0]?.messages.map(({ content }) => content)).toEqual(["What is a loom?", "A frame."]);
  });

  it("keeps to agents, one agent, or workflows", async () => {
    await opened()
      .db.insert(agents)
      .values([
        { id: "a1", slug: "writer", name: "Writer" },
        { id: "a2", slug: "coder", name: "Coder" },
      ]);
    await talk("with-writer", 40, ["x", "y"], { agentId: "a1" });
    await talk("with-coder", 41, ["x", "y"], { agentId: "a2" });
    await talk("of-workflow", 42, ["x", "y"], { workflowId: "w1", nodeId: "memory", thread: "t" });
    const ids = async (request: Partial<FindConversations>) => (await find(request)).map(({ id }) => id);
    expect(await ids({ whose: "agents" })).toEqual(["with-coder", "with-writer"]);
    expect(await ids({ whose: "agents", agent: "writer" })).toEqual(["with-writer"]);
    expect(await ids({ whose: "workflows" })).toEqual(["of-workflow"]);
    await expect(find({ agent: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND", field: "agent" });
  });

  it("leaves out what a collection remembers, until something is said again", async () => {
    await opened().db.insert(collections).values({ id: "k1", slug: "archive", name: "Archive" });
    await talk("kept", 40, ["x", "y"], { revision: 2 });
    await talk("grown", 40, ["x", "y"], { revision: 4 });
    const remembered = (conversation: string) => ({
      id: newId(),
      collectionId: "k1",
      name: conversation,
      origin: { kind: "run" },
      metadata: { conversation, revision: 2 },
    });
    await opened()
      .db.insert(documents)
      .values([remembered("kept"), remembered("grown")]);
    expect((await find({ notIn: "archive" })).map(({ id }) => id)).toEqual(["grown"]);
    await expect(find({ notIn: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND", field: "collection" });
  });

  it("cuts the middle of what is too long to read", async () => {
    await talk("long", 40, [`begin ${"a".repeat(20_000)}`, `${"b".repeat(20_000)} end`]);
    const text = (await find())[0]?.text ?? "";
    expect(text.length).toBeLessThan(12_100);
    expect(text).toMatch(/^User: begin [\s\S]*\[…\][\s\S]* end$/);
  });
});
