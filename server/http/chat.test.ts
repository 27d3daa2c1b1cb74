import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import { answerWith, createTestAgent } from "@/server/chat/testing";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, send, serveFrom } from "@/server/http/testing";

const at = { x: 0, y: 0 };

/** Shouts back what it is told, without a model. */
const echo = (type: string) => ({
  format: "heddle.workflow",
  version: 1,
  name: "Echo",
  nodes: [
    {
      id: "talk",
      type,
      position: at,
      config: type === "chat" ? { greeting: "Hi.", examples: ["Ho"] } : { fields: [] },
    },
    { id: "loud", type: "transform", position: at, config: { expression: "$uppercase(value)" } },
    { id: "out", type: "output", position: at, config: { name: "answer" } },
  ],
  connections:
    type === "chat"
      ? [
          { id: "a", source: "talk", sourceHandle: "message", target: "loud", targetHandle: "value" },
          { id: "b", source: "loud", sourceHandle: "value", target: "out", targetHandle: "value" },
        ]
      : [],
});

describeEachDatabase("chat by REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  test("answers, and goes on in the conversation", async () => {
    answerWith(opened(), scriptedModel(["Hello.", "Again hello."]));
    const agent = await createTestAgent(opened());
    const first = await ask("POST", `/api/v1/agents/${agent}/chat`, { message: "Hi" });
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({
      response: "Hello.",
      conversationId: expect.any(String),
      runId: expect.any(String),
      status: "completed",
      usage: { tokens: expect.any(Number), time_ms: expect.any(Number) },
      timestamp: expect.stringMatching(/^\d{4}-/),
    });
    const { conversationId } = first.json;
    const next = await ask("POST", `/api/v1/agents/${agent}/chat`, { message: "Hi again", conversationId });
    expect(next.json).toMatchObject({ response: "Again hello.", conversationId });
    const list = await ask("GET", `/api/v1/agents/${agent}/conversations`);
    expect(list.json).toMatchObject({
      items: [{ id: conversationId, title: "Hi", messageCount: 4 }],
      nextCursor: null,
    });
    expect((await ask("GET", "/api/v1/conversations?search=again")).json.items).toHaveLength(1);
    const whole = await ask("GET", `/api/v1/conversations/${conversationId}`);
    expect(whole.json.messages.map(({ content }: { content: string }) => content)).toEqual([
      "Hi",
      "Hello.",
      "Hi again",
      "Again hello.",
    ]);
    const file = await ask("GET", `/api/v1/conversations/${conversationId}/export`);
    expect(file.headers.get("content-disposition")).toContain("Hi.md");
    expect((await ask("DELETE", `/api/v1/conversations/${conversationId}`)).status).toBe(204);
    expect((await ask("GET", `/api/v1/conversations/${conversationId}`)).status).toBe(404);
  });

  test("streams start, text and the whole answer", async () => {
    answerWith(opened(), scriptedModel(["Once upon a time."]));
    const agent = await createTestAgent(opened());
    const response = await send("POST", `/api/v1/agents/${agent}/chat`, { message: "Tell", stream: true });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = eventsOf(await response.text());
    expect(events[0]?.event).toBe("start");
    const written = events.filter(({ event }) => event === "delta").map(({ data }) => data.text);
    expect("Once upon a time.".startsWith(written.join(""))).toBe(true);
    expect(written.length).toBeGreaterThan(0);
    expect(events.at(-1)).toMatchObject({ event: "done", data: { response: "Once upon a time.", ...events[0]?.data } });
  });

  test("tells what failed, streaming or not", async () => {
    const fails = () => Promise.reject(new AppError("MODEL_UNAVAILABLE", "The model is gone.", { retryable: false }));
    answerWith(opened(), scriptedModel([fails, fails]));
    const agent = await createTestAgent(opened());
    const plain = await ask("POST", `/api/v1/agents/${agent}/chat`, { message: "Hi" });
    expect(plain).toMatchObject({ status: 503, json: { code: "MODEL_UNAVAILABLE", detail: "The model is gone." } });
    const streamed = await send("POST", `/api/v1/agents/${agent}/chat`, { message: "Hi", stream: true });
    const last = eventsOf(await streamed.text()).at(-1);
    expect(last).toMatchObject({ event: "error", data: { code: "MODEL_UNAVAILABLE", status: 503 } });
  });

  test("talks to a workflow with a chat trigger, and to no other", async () => {
    answerWith(opened(), scriptedModel([]));
    const make = async (type: string) => (await ask("POST", "/api/v1/workflows", echo(type))).json.id as string;
    const id = await make("chat");
    const { json } = await ask("POST", `/api/v1/workflows/${id}/chat`, { message: "ho" });
    expect(json).toMatchObject({ response: "HO", status: "completed" });
    const list = await ask("GET", `/api/v1/conversations?workflow=${id}`);
    expect(list.json.items).toMatchObject([{ workflowId: id, workflowName: "Echo", agentId: null }]);
    const agent = await createTestAgent(opened());
    const other = { message: "ho", conversationId: json.conversationId };
    expect((await ask("POST", `/api/v1/agents/${agent}/chat`, other)).status).toBe(409);
    const refused = await ask("POST", `/api/v1/workflows/${await make("input")}/chat`, { message: "ho" });
    expect(refused).toMatchObject({ status: 422, json: { detail: expect.stringContaining("no chat trigger") } });
  });

  test("refuses a message of 2 MB before anything is stored", async () => {
    answerWith(opened(), scriptedModel([]));
    const agent = await createTestAgent(opened());
    const big = await ask("POST", `/api/v1/agents/${agent}/chat`, { message: "x".repeat(2_000_000) });
    expect(big).toMatchObject({ status: 413, json: { field: "message", hint: expect.stringContaining("collection") } });
    expect((await ask("GET", `/api/v1/agents/${agent}/conversations`)).json.items).toEqual([]);
  });
});

function eventsOf(text: string): { event: string; data: Record<string, unknown> }[] {
  return text
    .split("\n\n")
    .filter((block) => block.includes("event: "))
    .map((block) => ({
      event: /event: (.*)/.exec(block)?.[1] ?? "",
      data: JSON.parse(/data: (.*)/.exec(block)?.[1] ?? "{}"),
    }));
}
