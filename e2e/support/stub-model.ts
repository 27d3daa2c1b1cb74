import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";

/**
 * A model server for tests: it speaks OpenAI's protocol as streaming servers do, and what Heddle asks of Ollama and
 * LM Studio beside it. A plan decides for each call what comes; every call is recorded.
 */
export interface StubModel {
  /** With `/v1`. */
  readonly base: string;
  readonly root: string;
  readonly calls: StubCall[];
  /** Requests of every kind: `GET /api/tags`. */
  readonly requests: string[];
  /** Resolves with the call of that place (from 0) once it has come. */
  readonly arrival: (place: number) => Promise<StubCall>;
  readonly close: () => Promise<void>;
}

export interface StubCall {
  readonly body: StubBody;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  endAt?: number;
  /** The client went away before the answer was whole. */
  left?: boolean;
  /** Resolves when the call is over, either way. */
  readonly ended: Promise<void>;
}

export interface StubBody {
  readonly model: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | null;
    readonly tool_calls?: unknown;
    readonly tool_call_id?: string;
  }[];
  readonly stream?: boolean;
  readonly stream_options?: unknown;
  readonly tools?: readonly {
    readonly function: {
      readonly name: string;
      readonly parameters?: { readonly properties?: Readonly<Record<string, unknown>> };
    };
  }[];
  readonly response_format?: { readonly json_schema: { readonly name: string; readonly schema: unknown } };
  readonly [key: string]: unknown;
}

export interface StubToolCall {
  readonly name: string;
  /** A text is streamed as it is, broken or not. */
  readonly arguments: object | string;
  readonly id?: string;
}

/** What a call gets. The first of `hang`, `status`, `raw` that is set wins; else an answer is streamed. */
export interface StubPlan {
  /** Cut at its spaces into tokens. Default: `tok`. */
  readonly text?: string;
  /** Wait before the first token, and after each. */
  readonly firstMs?: number;
  readonly tokenMs?: number;
  /** Thinking, as `reasoning_content`, before the text. */
  readonly reasoning?: string;
  readonly toolCalls?: readonly StubToolCall[];
  /** How tool calls are streamed. Default `fragments`: id and name first, then the arguments in pieces. */
  readonly toolStyle?: "fragments" | "whole" | "object" | "no-ids";
  readonly finishReason?: string | null;
  /** Default: counted from the messages and tokens; null: the server does not count. */
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  /** The name that the answer gives for its model. Default: the one that was asked for. */
  readonly model?: string;
  /** No byte of an answer, until the client leaves. */
  readonly hang?: boolean;
  /** Headers and these many tokens come, then nothing. */
  readonly hangAfter?: number;
  /** After these many tokens the answer waits, so that a test can look at it half written. */
  readonly hold?: { readonly after: number; readonly until: Promise<unknown> };
  /** An error of this status. */
  readonly status?: number;
  readonly error?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body as it is, with `status` or 200. */
  readonly raw?: { readonly contentType: string; readonly body: string };
  /** The socket is cut after these many tokens. */
  readonly cutAfter?: number;
  /** The stream ends after these many tokens as if it were whole. */
  readonly endAfter?: number;
  /** A chunk that is no JSON comes after these many tokens. */
  readonly invalidAfter?: number;
  /** An error object comes in the stream after these many tokens. */
  readonly errorAfter?: number;
  /** Answers in one piece of JSON although a stream was asked for. */
  readonly isWhole?: boolean;
  /** 400 for `stream_options` or `response_format`, as servers do that do not know them. */
  readonly refuses?: "stream_options" | "response_format" | "tools";
}

export type StubPlanner = (body: StubBody, place: number) => StubPlan;

export interface StubOptions {
  readonly port?: number;
  /** Names of the models that it lists. */
  readonly models?: readonly string[];
  /** Whose interface it has beside OpenAI's. */
  readonly kind?: "openai" | "ollama" | "lm_studio" | "llama_cpp";
  /** Steps of `/api/pull`, and the wait between them. */
  readonly pull?: { readonly steps?: readonly object[]; readonly stepMs?: number };
  /** Capabilities that `/api/show` tells. */
  readonly ollamaCapabilities?: readonly string[];
  /** The vectors of `/v1/embeddings`, in the order in which they are sent; without it the server has no such route. */
  readonly embeddings?: (
    texts: readonly string[],
  ) => readonly { readonly index?: number; readonly embedding: number[] }[];
}

/** Starts the server on 127.0.0.1, on a free port unless one is given. */
export async function startStubModel(plan: StubPlanner = () => ({}), options: StubOptions = {}): Promise<StubModel> {
  const stub = new StubServer(plan, options);
  return await stub.listen(options.port ?? 0);
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

class StubServer {
  private readonly calls: StubCall[] = [];
  private readonly requests: string[] = [];
  private readonly waiting = new Map<number, ((call: StubCall) => void)[]>();
  private readonly server: Server;
  private readonly plan: StubPlanner;
  private readonly options: StubOptions;
  private readonly models: string[];

  constructor(plan: StubPlanner, options: StubOptions) {
    this.plan = plan;
    this.options = options;
    this.models = [...(options.models ?? ["stub-model"])];
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) =>
        response.destroy(error instanceof Error ? error : undefined),
      );
    });
  }

  async listen(port: number): Promise<StubModel> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
    const root = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      base: `${root}/v1`,
      root,
      calls: this.calls,
      requests: this.requests,
      arrival: (place) => this.arrival(place),
      close: () =>
        new Promise((resolve) => {
          this.server.close(() => resolve());
          this.server.closeAllConnections();
        }),
    };
  }

  private arrival(place: number): Promise<StubCall> {
    const call = this.calls[place];
    if (call !== undefined) return Promise.resolve(call);
    return new Promise((resolve) => this.waiting.set(place, [...(this.waiting.get(place) ?? []), resolve]));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readBody(request);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    this.requests.push(`${request.method} ${path}`);
    if (path === "/v1/chat/completions") return await this.chat(request, response, raw);
    if (path === "/v1/models") {
      return sendJson(response, 200, {
        object: "list",
        data: this.models.map((id) => ({ id, object: "model", owned_by: "stub" })),
      });
    }
    if (this.options.embeddings !== undefined && path === "/v1/embeddings") {
      const { input } = JSON.parse(raw) as { input: string[] };
      return sendJson(response, 200, { object: "list", data: this.options.embeddings(input) });
    }
    if (this.options.kind === "ollama" && (await this.ollama(path, raw, response))) return;
    if (this.options.kind === "lm_studio" && path === "/api/v0/models") {
      return sendJson(response, 200, { object: "list", data: this.models.map(lmStudioModel) });
    }
    if (this.options.kind === "llama_cpp" && path === "/props")
      return sendJson(response, 200, { default_generation_settings: { n_ctx: 4096 } });
    sendJson(response, 404, { error: { message: `Unexpected endpoint or method. (${request.method} ${path})` } });
  }

  private async ollama(path: string, raw: string, response: ServerResponse): Promise<boolean> {
    switch (path) {
      case "/api/version":
        sendJson(response, 200, { version: "0.13.0" });
        return true;
      case "/api/tags":
        sendJson(response, 200, { models: this.models.map(ollamaModel) });
        return true;
      case "/api/show":
        sendJson(response, 200, {
          capabilities: this.options.ollamaCapabilities ?? ["completion", "tools"],
          model_info: { "general.architecture": "llama", "llama.context_length": 8192 },
        });
        return true;
      case "/api/delete": {
        const { model } = JSON.parse(raw) as { model: string };
        const place = this.models.indexOf(model);
        if (place < 0) sendJson(response, 404, { error: `model "${model}" not found` });
        else {
          this.models.splice(place, 1);
          response.writeHead(200).end();
        }
        return true;
      }
      case "/api/pull":
        await this.pull(JSON.parse(raw) as { model: string }, response);
        return true;
      default:
        return false;
    }
  }

  private async pull({ model }: { model: string }, response: ServerResponse): Promise<void> {
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    const steps = this.options.pull?.steps ?? [
      { status: "pulling manifest" },
      ...[0, 50, 100].map((completed) => ({
        status: "pulling 0123abc",
        digest: "sha256:0123abc",
        total: 100,
        completed,
      })),
      { status: "success" },
    ];
    for (const step of steps) {
      if (response.destroyed) return;
      response.write(`${JSON.stringify(step)}\n`);
      await sleep(this.options.pull?.stepMs ?? 0);
    }
    if (!steps.some((step) => "error" in step)) this.models.push(model);
    response.end();
  }

  private async chat(request: IncomingMessage, response: ServerResponse, raw: string): Promise<void> {
    const body = JSON.parse(raw) as StubBody;
    const place = this.calls.length;
    const call = record(request, response, body, Buffer.byteLength(raw));
    this.calls.push(call);
    for (const tell of this.waiting.get(place) ?? []) tell(call);
    this.waiting.delete(place);
    const plan = this.plan(body, place);
    if (plan.hang === true) return;
    for (const [name, value] of Object.entries(plan.headers ?? {})) response.setHeader(name, value);
    if (plan.raw !== undefined) {
      response.writeHead(plan.status ?? 200, { "content-type": plan.raw.contentType }).end(plan.raw.body);
    } else if (plan.status !== undefined) {
      sendJson(response, plan.status, { error: plan.error ?? { message: "the stub says no", type: "stub" } });
    } else if (plan.refuses !== undefined && body[plan.refuses] !== undefined) {
      sendJson(response, 400, { error: { message: `Unknown field: ${plan.refuses}`, type: "invalid_request_error" } });
    } else {
      await write(response, body, plan);
    }
  }
}

function record(request: IncomingMessage, response: ServerResponse, body: StubBody, bytes: number): StubCall {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const call: StubCall = { body, headers: request.headers, bytes, at: Date.now(), ended };
  response.on("close", () => {
    call.endAt = Date.now();
    call.left = !response.writableFinished;
    resolve();
  });
  return call;
}

async function write(response: ServerResponse, body: StubBody, plan: StubPlan): Promise<void> {
  const text = plan.text ?? (plan.toolCalls === undefined && plan.reasoning === undefined ? "tok" : "");
  const words = text === "" ? [] : text.split(/(?<= )/);
  const finish =
    plan.finishReason === undefined ? (plan.toolCalls === undefined ? "stop" : "tool_calls") : plan.finishReason;
  const usage = plan.usage === undefined ? countTokens(body, words.length) : plan.usage;
  const envelope = { id: "chatcmpl-stub", created: 1, model: plan.model ?? body.model };
  if (plan.isWhole === true || body.stream !== true) {
    const message = {
      role: "assistant",
      content: text,
      ...(plan.toolCalls === undefined ? {} : { tool_calls: plan.toolCalls.map(wholeToolCall) }),
    };
    await sleep(plan.firstMs ?? 0);
    sendJson(response, 200, {
      ...envelope,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: finish }],
      ...(usage === null ? {} : { usage }),
    });
    return;
  }

  const send = (choices: readonly object[], more: object = {}) =>
    response.write(`data: ${JSON.stringify({ ...envelope, object: "chat.completion.chunk", choices, ...more })}\n\n`);
  const delta = (piece: object) => send([{ index: 0, delta: piece, finish_reason: null }]);
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  if (plan.firstMs !== undefined && plan.firstMs > 0) await sleep(plan.firstMs);
  delta({ role: "assistant", content: "" });
  if (plan.reasoning !== undefined) delta({ reasoning_content: plan.reasoning });
  for (let place = 0; place <= words.length; place += 1) {
    if (response.destroyed) return;
    if (place === plan.cutAfter) return void response.destroy();
    if (place === plan.hangAfter) return;
    if (place === plan.hold?.after) await plan.hold.until;
    if (place === plan.endAfter) return void response.end();
    if (place === plan.invalidAfter) response.write('data: {"choices": [{"delta"\n\n');
    if (place === plan.errorAfter)
      response.write(
        `data: ${JSON.stringify({ error: plan.error ?? { message: "out of memory", type: "server_error" } })}\n\n`,
      );
    if (place === words.length) break;
    delta({ content: words[place] });
    if (plan.tokenMs !== undefined && plan.tokenMs > 0) await sleep(plan.tokenMs);
  }
  for (const [place, toolCall] of (plan.toolCalls ?? []).entries()) {
    for (const piece of toolPieces(toolCall, place, plan.toolStyle ?? "fragments")) delta({ tool_calls: [piece] });
  }
  if (finish !== null) send([{ index: 0, delta: {}, finish_reason: finish }]);
  if (usage !== null && body.stream_options !== undefined) send([], { usage });
  response.end("data: [DONE]\n\n");
}

function toolPieces(call: StubToolCall, index: number, style: NonNullable<StubPlan["toolStyle"]>): readonly object[] {
  const text = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);
  const id = call.id ?? `call_stub_${index}`;
  if (style === "object") return [{ id, function: { name: call.name, arguments: call.arguments } }];
  if (style === "no-ids") return [{ function: { name: call.name, arguments: text } }];
  if (style === "whole") return [{ index, id, type: "function", function: { name: call.name, arguments: text } }];
  const pieces = text.match(/[\s\S]{1,5}/g) ?? [""];
  return [
    { index, id, type: "function", function: { name: call.name, arguments: "" } },
    ...pieces.map((piece) => ({ index, function: { arguments: piece } })),
  ];
}

function wholeToolCall(call: StubToolCall, place: number): object {
  const args = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);
  return { id: call.id ?? `call_stub_${place}`, type: "function", function: { name: call.name, arguments: args } };
}

function countTokens(body: StubBody, words: number): NonNullable<StubPlan["usage"]> & { total_tokens: number } {
  const asked = body.messages.reduce((sum, { content }) => sum + (content ?? "").split(/\s+/).length, 0);
  return { prompt_tokens: asked, completion_tokens: words, total_tokens: asked + words };
}

function ollamaModel(name: string): object {
  return {
    name,
    model: name,
    modified_at: "2026-01-01T00:00:00Z",
    size: 2_019_393_189,
    digest: "a80c4f17acd5",
    details: { format: "gguf", family: "llama", parameter_size: "3.2B", quantization_level: "Q4_K_M" },
  };
}

function lmStudioModel(id: string): object {
  return {
    id,
    object: "model",
    type: "llm",
    arch: "llama",
    quantization: "Q4_K_M",
    state: "loaded",
    max_context_length: 8192,
    capabilities: ["tool_use"],
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** `tsx e2e/support/stub-model.ts PORT`: answers each message with its last words, a few tokens a second. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const echo: StubPlanner = (body) => ({
    text: `You said: ${body.messages.at(-1)?.content ?? "nothing"}`,
    firstMs: Number(process.env.STUB_FIRST_MS ?? 200),
    tokenMs: Number(process.env.STUB_TOKEN_MS ?? 40),
  });
  const stub = await startStubModel(echo, { port: Number(process.argv[2] ?? 0), kind: "ollama" });
  process.stdout.write(`A stub of a model server is at ${stub.base}\n`);
}
