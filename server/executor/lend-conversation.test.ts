import { expect, test } from "vitest";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import { describeEachDatabase } from "@/server/db/testing";
import { published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { mortalDatabase } from "@/server/executor/testing-database";
import { newId } from "@/server/new-id";

const model = { type: "model" };
const memory = (more = {}) => ({ type: "memory", kind: "conversation", ...more });
const agent = { type: "agent", prompt: "{{ said }}" };
const input = {
  type: "input",
  fields: [
    { name: "said", type: "text" },
    { name: "who", type: "text" },
  ],
};

/** in → a → out, with a memory. */
const talking = (more = {}) =>
  workflowOf({ in: input, m: model, mem: memory(more), a: agent, out: { type: "output", name: "answer" } }, [
    "in.said -> a.said",
    "m.model -> a.model",
    "mem.memory -> a.memory",
    "a.text -> out.value",
  ]);

/** Answers with all that it was told before, joined, and the question. */
const echo = () => ({
  ...scriptedModel([]),
  chat: async ({ messages, span }: Parameters<ReturnType<typeof scriptedModel>["chat"]>[0]) => {
    span?.set({ "gen_ai.request.model": "echo" });
    const text = messages
      .filter(({ role }) => role === "user")
      .map(({ content }) => content)
      .join("+");
    return {
      ...{ text, toolCalls: [], finishReason: "stop" as const, model: "echo" },
      usage: { inputTokens: 1, outputTokens: 1, modelCalls: 1 },
    };
  },
});

describeEachDatabase("a conversation memory", (opened) => {
  const host = () => testHost(opened(), { model: echo() });

  async function workflowId(): Promise<string> {
    const id = newId();
    await opened().execute("insert into workflows (id, slug, name, document) values ($1, $1, 'Talk', '{}')", [id]);
    return id;
  }

  async function say(workflow: ReturnType<typeof talking>, id: string, said: string, who = "") {
    const { ended, state } = await startTest(host(), workflow, { said, who }, { workflowId: id });
    expect(await ended).toBe("completed");
    return state?.output?.answer;
  }

  test("remembers from run to run, each workflow its own", async () => {
    const [one, other] = [await workflowId(), await workflowId()];
    expect(await say(talking(), one, "a")).toBe("a");
    expect(await say(talking(), one, "b")).toBe("a+b");
    expect(await say(talking(), other, "x")).toBe("x");
    expect(await say(talking(), one, "c")).toBe("a+b+c");
  });

  test("keeps people apart by the session", async () => {
    const id = await workflowId();
    const workflow = talking({ session: "{{ input.who }}" });
    expect(await say(workflow, id, "a", "ann")).toBe("a");
    expect(await say(workflow, id, "b", "bob")).toBe("b");
    expect(await say(workflow, id, "c", "ann")).toBe("a+c");
    const rows = await opened().execute<{ thread: string }>("select thread from conversations where workflow_id = $1", [
      id,
    ]);
    expect(rows).toHaveLength(2);
    expect(rows.some(({ thread }) => thread.includes("ann"))).toBe(false);
  });

  test("keeps two agents of one memory apart, also when they run at once", async () => {
    const id = await workflowId();
    const both = workflowOf(
      {
        ...{ in: input, m: model, mem: memory(), a: agent, b: agent },
        ...{ x: { type: "output", name: "x" }, y: { type: "output", name: "y" } },
      },
      [
        ...["in.said -> a.said", "m.model -> a.model", "mem.memory -> a.memory", "a.text -> x.value"],
        ...["in.who -> b.said", "m.model -> b.model", "mem.memory -> b.memory", "b.text -> y.value"],
      ],
    );
    for (const [said, who, x, y] of [
      ["1", "2", "1", "2"],
      ["3", "4", "1+3", "2+4"],
    ] as const) {
      const { ended, state } = await startTest(host(), both, { said, who }, { workflowId: id });
      await ended;
      expect(state?.output).toEqual({ x, y });
    }
  });

  test("keeps the items of a for-each apart", async () => {
    const id = await workflowId();
    const items = workflowOf(
      {
        in: { type: "input", fields: [{ name: "list", type: "json" }] },
        m: model,
        mem: memory(),
        each: { type: "for-each" },
        a: { ...agent, parentId: "each" },
        out: { type: "output", name: "all" },
      },
      [
        ...["in.list -> each.items", "each.inner.item -> a.said", "m.model -> a.model", "mem.memory -> a.memory"],
        ...["a.text -> each.inner.result", "each.results -> out.value"],
      ],
    );
    const run = async (list: string[]) => {
      const { ended, state } = await startTest(host(), items, { list }, { workflowId: id });
      await ended;
      return state?.output?.all;
    };
    expect(await run(["a", "b"])).toEqual(["a", "b"]);
    expect(await run(["c", "d"])).toEqual(["a+c", "b+d"]);
  });

  test("keeps nothing of a node that fails, and nothing of a document that is not stored", async () => {
    const id = await workflowId();
    const failing = testHost(opened(), { model: scriptedModel([{ text: "" }]) });
    const { ended } = await startTest(failing, talking(), { said: "a" }, { workflowId: id });
    expect(await ended).toBe("failed");
    expect(await opened().execute("select 1 from conversations where workflow_id = $1", [id])).toEqual([]);
    const [before] = await opened().execute("select count(*)::int as count from messages");
    await runToEnd(host(), talking(), { said: "a" });
    expect(await opened().execute("select count(*)::int as count from messages")).toEqual([before]);
  });

  test("holds what it keeps within its retention", async () => {
    const id = await workflowId();
    const workflow = talking({ retention: { maxMessages: 4 } });
    for (const said of ["a", "b", "c"]) await say(workflow, id, said);
    expect(await say(workflow, id, "d")).toBe("b+c+d");
    expect(
      await opened().execute(
        "select 1 from messages m join conversations c on c.id = m.conversation_id where c.workflow_id = $1",
        [id],
      ),
    ).toHaveLength(4);
  });

  test("is written once when the process is killed at any commit", async () => {
    for (const when of ["before", "after"] as const)
      for (let at = 1; at <= 5; at++) {
        const id = await workflowId();
        const mortal = mortalDatabase(opened(), at, when);
        const dying = testHost(mortal.database, { model: echo() });
        const { ended } = await startTest(dying, talking(), { said: "a", who: "" }, { workflowId: id });
        await Promise.race([mortal.died, ended]);
        const next = host();
        const over = published(next, ({ type }) => type === "run.completed");
        if ((await next.resume({ everything: true })) > 0) await over;
        await next.stop();
        const [run] = await opened().execute("select 1 from runs where workflow_id = $1", [id]);
        if (run === undefined) continue;
        expect(await say(talking(), id, "b")).toBe("a+b");
      }
  });
});
