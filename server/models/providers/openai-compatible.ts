import { APIError } from "openai";
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { isJsonObject } from "@/nodes/core/json";
import type { ChatMessage } from "@/nodes/core/node-runner";
import { singleton } from "@/server/singleton";
import type { ModelEntry } from "../model-entry";
import { nameOnServer } from "../model-entry";
import { embedByServer } from "./embed-by-server";
import { openaiClient } from "./http-client";
import type { AvailableModel, Provider, ProviderCall, ProviderReply } from "./provider";
import type { ReplyChunk } from "./reply-assembler";
import { ReplyAssembler } from "./reply-assembler";
import { cutStream, strangeAnswer, toServerError } from "./server-error";
import { requestJson } from "./server-request";

type Body = ChatCompletionCreateParamsStreaming;

/** Any server with `/chat/completions`: the base of LM Studio and Ollama too. */
export const openaiCompatible: Provider = { chat, embed: embedByServer, listModels };

async function chat(call: ProviderCall): Promise<ProviderReply> {
  const quirks = quirksOf(`${call.address} ${nameOnServer(call.entry)}`);
  for (;;) {
    try {
      return await send(call, adapt(requestBody(call), quirks));
    } catch (error) {
      if (call.signal.aborted) throw call.signal.reason;
      const quirk = quirkBehind(error);
      if (quirk === undefined || quirks.has(quirk)) throw await withKnownModels(toServerError(error, call), call);
      quirks.add(quirk);
    }
  }
}

async function send(call: ProviderCall, body: Body): Promise<ProviderReply> {
  const client = openaiClient(call.entry, call.address, (bytes) => call.set({ "http.request.body.size": bytes }));
  const { data: stream, response } = await client.chat.completions.create(body, { signal: call.signal }).withResponse();
  const assembler = new ReplyAssembler();
  const take = (chunk: ReplyChunk) => {
    const { text, isPiece } = assembler.add(chunk);
    if (isPiece) call.onPiece();
    if (text !== "") call.onText(text);
  };
  const contentType = response.headers.get("content-type") ?? "";
  if (!contentType.includes("event-stream")) {
    take(await wholeAnswer(call, contentType, await response.text()));
  } else {
    for await (const chunk of chunksOf(stream, call, assembler)) take(chunk);
  }
  // The client ends an aborted stream as if it were over.
  if (call.signal.aborted) throw call.signal.reason;
  if (!assembler.isFinished) throw cutStream(call, assembler.textLength);
  return assembler.reply();
}

/** What breaks the stream is told from what goes wrong in those who take its pieces. */
async function* chunksOf(stream: AsyncIterable<ReplyChunk>, call: ProviderCall, assembler: ReplyAssembler) {
  try {
    yield* stream;
  } catch (error) {
    if (call.signal.aborted || error instanceof APIError || error instanceof SyntaxError) throw error;
    throw cutStream(call, assembler.textLength, error);
  }
}

/** A server that does not know the model is asked which ones it knows. */
async function withKnownModels(error: AppError, { entry, address, signal }: ProviderCall): Promise<AppError> {
  if (error.code !== "MODEL_NOT_FOUND") return error;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(1500)]);
  const known = await listModels(entry, address, limit).catch(() => []);
  if (known.length === 0) return error;
  const names = known
    .slice(0, 8)
    .map(({ name }) => name)
    .join(", ");
  return new AppError("MODEL_NOT_FOUND", error.message, {
    hint: `It has: ${names}${known.length > 8 ? ` and ${known.length - 8} more` : ""}. ${error.hint ?? ""}`.trim(),
    details: { models: known.map(({ name }) => name) },
    cause: error.cause,
  });
}

/** The answer of a server that ignores `stream`, or that answers 200 with an error in it. */
async function wholeAnswer(call: ProviderCall, contentType: string, text: string): Promise<ReplyChunk> {
  const body = parseJson(text);
  if (!isJsonObject(body)) throw strangeAnswer(call, contentType, text);
  if (body.error != null)
    throw new APIError(
      undefined,
      isJsonObject(body.error) ? body.error : { message: String(body.error) },
      undefined,
      undefined,
    );
  if (!Array.isArray(body.choices)) throw strangeAnswer(call, contentType, text);
  return body as ReplyChunk;
}

function requestBody({ entry, sampling, request }: ProviderCall): Body {
  const { temperature, topP, maxTokens, seed, stop } = sampling;
  return {
    model: nameOnServer(entry),
    messages: request.messages.map(toParam),
    stream: true,
    stream_options: { include_usage: true },
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(seed === undefined ? {} : { seed }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop: [...stop] }),
    ...(request.tools === undefined || request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map(({ name, description, parameters }) => ({
            type: "function" as const,
            function: { name, description, parameters },
          })),
        }),
    ...(request.responseSchema === undefined
      ? {}
      : {
          response_format: {
            type: "json_schema" as const,
            json_schema: { name: request.responseSchema.name, schema: request.responseSchema.schema, strict: true },
          },
        }),
  };
}

function toParam(message: ChatMessage): ChatCompletionMessageParam {
  if (message.role === "tool") return { role: "tool", content: message.content, tool_call_id: message.toolCallId };
  if (message.role !== "assistant" || message.toolCalls === undefined || message.toolCalls.length === 0) {
    return { role: message.role, content: message.content };
  }
  return {
    role: "assistant",
    content: message.content === "" ? null : message.content,
    tool_calls: message.toolCalls.map(({ id, name, arguments: args }) => ({
      id,
      type: "function",
      function: { name, arguments: args },
    })),
  };
}

/** What a server refuses of a request that others need; learned once for each address and model. */
type Quirk = "no-stream-options" | "max-completion-tokens";

function quirksOf(key: string): Set<Quirk> {
  const all = singleton("model-quirks", () => new Map<string, Set<Quirk>>());
  const known = all.get(key) ?? new Set<Quirk>();
  all.set(key, known);
  return known;
}

function quirkBehind(error: unknown): Quirk | undefined {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const said = `${error.message} ${JSON.stringify(error.error ?? "")}`;
  if (/stream_options|include_usage/i.test(said)) return "no-stream-options";
  if (/max_completion_tokens/i.test(said)) return "max-completion-tokens";
  return undefined;
}

function adapt(body: Body, quirks: ReadonlySet<Quirk>): Body {
  const adapted = { ...body };
  if (quirks.has("no-stream-options")) delete adapted.stream_options;
  if (quirks.has("max-completion-tokens") && adapted.max_tokens != null) {
    adapted.max_completion_tokens = adapted.max_tokens;
    delete adapted.max_tokens;
  }
  return adapted;
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

async function listModels(entry: ModelEntry, address: string, signal: AbortSignal): Promise<readonly AvailableModel[]> {
  const answer = await requestJson({ entry, address, url: `${address}/models`, signal });
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success) throw strangeAnswer({ entry, address }, "application/json", JSON.stringify(answer));
  return parsed.data.data.map(({ id }) => ({ name: id }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
