import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StubModel, StubPlan } from "@/e2e/support/stub-model";
import { startStubModel } from "@/e2e/support/stub-model";
import type { AppError } from "@/nodes/core/app-error";
import type { ModelEntryInput } from "../model-entry";
import type { Asked } from "../testing/ask";
import { ask, errorOf } from "../testing/ask";
import type { TestRegistry } from "../testing/test-registry";
import { openTestRegistry } from "../testing/test-registry";

let registry: TestRegistry;
let stub: StubModel | undefined;

beforeEach(() => {
  registry = openTestRegistry();
});
afterEach(async () => {
  await stub?.close();
  stub = undefined;
  registry.restore();
});

/** One call to a stub that does as planned. */
async function call(
  plan: StubPlan,
  more: Partial<ModelEntryInput> = {},
  request: Parameters<typeof ask>[1] = {},
): Promise<Asked> {
  stub = await startStubModel(() => plan);
  registry.set({ id: "qwen", type: "custom", base_url: stub.base, model: "stub-model", ...more });
  return await ask("qwen", request);
}

/** The error of such a call; each has to name the model, the address and the next step. */
async function failure(
  plan: StubPlan,
  more: Partial<ModelEntryInput> = {},
  request: Parameters<typeof ask>[1] = {},
): Promise<AppError> {
  const error = await errorOf(call(plan, more, request));
  expect(error.userMessage).toContain('"qwen"');
  expect(error.userMessage).toContain(stub?.root);
  expect(error.hint).toBeTruthy();
  return error;
}

const lookUp = {
  name: "look_up",
  description: "Looks a word up.",
  parameters: { type: "object", properties: { word: { type: "string" } } },
};

describe("tool calls", () => {
  test.each(["fragments", "whole", "object", "no-ids"] as const)(
    "are put together from a stream in the style %s",
    async (toolStyle) => {
      const toolCalls = [
        { name: "look_up", arguments: { word: "heddle" } },
        { name: "look_up", arguments: { word: "weft" } },
      ];
      const { reply } = await call({ toolCalls, toolStyle }, {}, { tools: [lookUp] });
      expect(reply.finishReason).toBe("tool_calls");
      expect(reply.toolCalls.map(({ name, arguments: args }) => [name, JSON.parse(args)])).toEqual([
        ["look_up", { word: "heddle" }],
        ["look_up", { word: "weft" }],
      ]);
      expect(new Set(reply.toolCalls.map(({ id }) => id)).size).toBe(2);
      expect(stub?.calls[0]?.body.tools?.[0]?.function.name).toBe("look_up");
    },
  );

  test("keep broken arguments as the model wrote them", async () => {
    const { reply } = await call({ toolCalls: [{ name: "look_up", arguments: '{"word": "hed' }] });
    expect(reply.toolCalls[0]?.arguments).toBe('{"word": "hed');
  });

  test("and their results travel back in the protocol's shape", async () => {
    const messages = [
      { role: "user" as const, content: "What is a heddle?" },
      { role: "assistant" as const, content: "", toolCalls: [{ id: "c1", name: "look_up", arguments: "{}" }] },
      { role: "tool" as const, content: "A part of a loom.", toolCallId: "c1" },
    ];
    await call({}, {}, { messages });
    expect(stub?.calls[0]?.body.messages.slice(1)).toEqual([
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "look_up", arguments: "{}" } }],
      },
      { role: "tool", content: "A part of a loom.", tool_call_id: "c1" },
    ]);
  });
});

describe("servers with habits of their own", () => {
  test("that refuse stream_options are asked without, once and for all", async () => {
    const { reply, attributes } = await call({ refuses: "stream_options", text: "fine" });
    expect(reply.text).toBe("fine");
    expect(attributes["heddle.usage_estimated"]).toBe(true);
    await ask("qwen");
    expect(stub?.calls.map(({ body }) => body.stream_options !== undefined)).toEqual([true, false, false]);
  });

  test("that do not stream are read as a whole", async () => {
    const { reply, pieces } = await call({ isWhole: true, text: "in one piece" });
    expect(reply).toMatchObject({ text: "in one piece", finishReason: "stop" });
    expect(pieces).toEqual(["in one piece"]);
  });

  test("that think first: the thoughts are no part of the answer", async () => {
    const { reply, attributes } = await call({ reasoning: "Let me see.", text: "Four." });
    expect(reply.text).toBe("Four.");
    expect(attributes["heddle.reasoning_characters"]).toBe(11);
  });

  test("are asked for JSON that fits a schema", async () => {
    const responseSchema = { name: "city", schema: { type: "object" } };
    await call({ text: "{}" }, { capabilities: ["chat", "json_schema"] }, { responseSchema });
    expect(stub?.calls[0]?.body.response_format).toEqual({
      type: "json_schema",
      json_schema: { name: "city", schema: { type: "object" }, strict: true },
    });
  });
});

describe("a server that cannot be reached", () => {
  async function unreachable(base_url: string): Promise<AppError> {
    registry.set({ id: "qwen", type: "custom", base_url });
    const error = await errorOf(ask("qwen"));
    expect(error.code).toBe("MODEL_UNAVAILABLE");
    expect(error.userMessage).toContain(base_url);
    return error;
  }

  test("because nothing listens: start it", async () => {
    const gone = await startStubModel();
    await gone.close();
    const error = await unreachable(gone.base);
    expect(error).toMatchObject({ retryable: true, userMessage: expect.stringContaining("nothing listens there") });
    expect(error.hint).toContain(new URL(gone.base).port);
  });

  test("because its name is not known", async () => {
    const error = await unreachable("http://no-such-host.invalid:1234/v1");
    expect(error.userMessage).toContain('the name "no-such-host.invalid" is not known');
  });

  test("because it does not speak https: use http", async () => {
    stub = await startStubModel();
    const error = await unreachable(stub.base.replace("http:", "https:"));
    expect(error).toMatchObject({ retryable: false, hint: `Use ${stub.base}.` });
  });

  test("because it does not speak http", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const error = await unreachable(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
      expect(error.userMessage).toContain("does not speak http");
    } finally {
      server.close();
    }
  });
});

describe("a server that refuses", () => {
  test.each([401, 403])("the key with %i", async (status) => {
    expect(await failure({ status })).toMatchObject({
      code: "CREDENTIAL_REJECTED",
      retryable: false,
      hint: expect.stringContaining("wants a key"),
    });
  });

  test("a wrong key, without repeating it", async () => {
    const error = await failure({ status: 401 }, { api_key: "hunter2" });
    expect(error.hint).toContain("Check the key");
    expect(JSON.stringify([error.message, error.hint, error.details])).not.toContain("hunter2");
  });

  test("an unknown model with 404: it is asked what it has", async () => {
    const error = await failure({
      status: 404,
      error: { message: 'model "stub-model" not found, try pulling it first' },
    });
    expect(error).toMatchObject({ code: "MODEL_NOT_FOUND", hint: expect.stringContaining("It has: stub-model") });
  });

  test("a wrong path with 404: try /v1", async () => {
    stub = await startStubModel();
    registry.set({ id: "qwen", type: "custom", base_url: `${stub.root}/api` });
    const error = await errorOf(ask("qwen"));
    expect(error).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      retryable: false,
      hint: `The path may be wrong: try ${stub.base}.`,
    });
  });

  test("a request with 400, in its own words", async () => {
    const error = await failure({ status: 400, error: { message: "temperature must be positive" } });
    expect(error).toMatchObject({
      code: "REQUEST_INVALID",
      retryable: false,
      userMessage: expect.stringContaining("temperature must be positive"),
    });
  });

  test("a JSON schema with 400, so that an agent can go without", async () => {
    const responseSchema = { name: "city", schema: { type: "object" } };
    const error = await failure(
      { refuses: "response_format" },
      { capabilities: ["chat", "json_schema"] },
      { responseSchema },
    );
    expect(error).toMatchObject({ code: "REQUEST_INVALID", details: { refusedCapability: "json_schema" } });
  });

  test("a prompt longer than its context", async () => {
    const error = await failure({
      status: 400,
      error: { message: "This model's maximum context length is 4096 tokens, you asked for 5000." },
    });
    expect(error).toMatchObject({
      code: "LIMIT_EXCEEDED",
      retryable: false,
      userMessage: expect.stringContaining("4096"),
    });
  });

  test("too many requests with 429, and when to come again", async () => {
    const error = await failure({ status: 429, headers: { "retry-after": "3" } });
    expect(error).toMatchObject({ code: "RATE_LIMITED", retryable: true, details: { retryAfterMs: 3000 } });
  });

  test.each([500, 502, 503])("because it failed with %i", async (status) => {
    expect(await failure({ status })).toMatchObject({ code: "UPSTREAM_FAILED", retryable: true });
  });
});

describe("a server that answers", () => {
  test("a web page: the address is wrong", async () => {
    const error = await failure({ raw: { contentType: "text/html", body: "<!doctype html><title>Router</title>" } });
    expect(error).toMatchObject({
      code: "UPSTREAM_FAILED",
      retryable: false,
      userMessage: expect.stringContaining("web page"),
    });
  });

  test("200 with an error in it", async () => {
    const error = await failure({
      raw: { contentType: "application/json", body: '{"error":"Unexpected endpoint or method."}' },
    });
    expect(error).toMatchObject({
      code: "UPSTREAM_FAILED",
      userMessage: expect.stringContaining("Unexpected endpoint or method."),
    });
  });

  test("JSON that is no answer", async () => {
    const error = await failure({ raw: { contentType: "application/json", body: '{"status":"ok"}' } });
    expect(error).toMatchObject({ code: "UPSTREAM_FAILED", userMessage: expect.stringContaining('{"status":"ok"}') });
  });

  test.each([
    ["cuts the socket", { cutAfter: 2 }],
    ["ends without an end", { endAfter: 2 }],
  ])("and %s in the middle", async (_, plan) => {
    const error = await failure({ text: "one two three", tokenMs: 5, ...plan });
    expect(error).toMatchObject({
      code: "UPSTREAM_FAILED",
      retryable: true,
      userMessage: expect.stringContaining("after 8 characters"),
    });
  });

  test("and streams something that is no JSON", async () => {
    expect(await failure({ text: "one two", invalidAfter: 1 })).toMatchObject({
      code: "UPSTREAM_FAILED",
      userMessage: expect.stringContaining("not JSON"),
    });
  });

  test("to somebody who fails: that is not the server's fault", async () => {
    const onText = () => {
      throw new Error("the database is gone");
    };
    stub = await startStubModel(() => ({ text: "one two" }));
    registry.set({ id: "qwen", type: "custom", base_url: stub.base });
    expect(await errorOf(ask("qwen", { onText }))).toMatchObject({ code: "INTERNAL", message: "the database is gone" });
  });

  test("and streams an error", async () => {
    expect(await failure({ text: "one two", errorAfter: 1 })).toMatchObject({
      code: "UPSTREAM_FAILED",
      userMessage: expect.stringContaining("out of memory"),
    });
  });

  test.each([
    ["at once", { text: "" }, "stopped at once"],
    [
      "because its tokens were spent",
      { text: "", finishReason: "length" },
      "limit of tokens was reached before the first word",
    ],
    ["because it only thought", { reasoning: "Hmm." }, "thought (4 characters) and then stopped"],
    ["because it thought until its tokens were spent", { reasoning: "Hmm.", finishReason: "length" }, "still thinking"],
    ["because of its filter", { text: "", finishReason: "content_filter" }, "content filter"],
  ])("nothing, %s", async (_, plan, why) => {
    const error = await failure(plan);
    expect(error).toMatchObject({ code: "UPSTREAM_FAILED", userMessage: expect.stringContaining("answered nothing") });
    expect(error.userMessage).toContain(why);
  });
});

describe("a server that hangs", () => {
  test("before its first word", async () => {
    const error = await failure({ hang: true }, { timeouts: { firstTokenMs: 30 } });
    expect(error).toMatchObject({
      code: "TIMED_OUT",
      details: { limit: "firstTokenMs", ms: 30 },
      hint: expect.stringContaining("timeouts.firstTokenMs"),
    });
    const hung = await stub?.arrival(0);
    await hung?.ended;
    expect(hung?.left).toBe(true);
  });

  test("in the middle", async () => {
    const error = await failure({ text: "one two three", hangAfter: 1 }, { timeouts: { idleMs: 30 } });
    expect(error).toMatchObject({ code: "TIMED_OUT", details: { limit: "idleMs", ms: 30 } });
  });

  test("or never ends", async () => {
    const error = await failure({ text: "on ".repeat(1000), tokenMs: 5 }, { timeouts: { totalMs: 60 } });
    expect(error).toMatchObject({ code: "TIMED_OUT", details: { limit: "totalMs", ms: 60 } });
  });
});
