import { randomInt } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ChatModelFunctions, GbnfJsonSchema, LlamaChatResponse, LlamaChatResponseChunk } from "node-llama-cpp";
import { AppError, isAppError } from "@/nodes/core/app-error";
import type { ChatReply, ToolSpec } from "@/nodes/core/node-runner";
import { newId } from "@/server/new-id";
import { embedWithGguf } from "../gguf/embed-with-gguf";
import { findGgufFile, modelsFolder } from "../gguf/find-gguf-file";
import { onLoadProgress } from "../gguf/load-progress";
import type { SequenceUse } from "../gguf/loaded-models";
import { isLoaded, takeSequence } from "../gguf/loaded-models";
import { toChatHistory } from "../gguf/to-chat-history";
import { toGbnfParameters, toGbnfSchema, withoutOptionalNulls } from "../gguf/to-gbnf-schema";
import type { ModelEntry } from "../model-entry";
import type { AvailableModel, Provider, ProviderCall, ProviderReply } from "./provider";

/** A GGUF file, run inside this process by llama.cpp with the chat template that the file brings. */
export const gguf: Provider = { chat, embed: embedWithGguf, listModels };

/** llama.cpp's own defaults, where the model node says nothing. */
const defaultSampling = { temperature: 0.8, topP: 0.95 } as const;

/** The context is full: the library would silently forget the oldest messages instead. */
class ContextFull extends Error {}

async function chat(call: ProviderCall): Promise<ProviderReply> {
  const use = await call.pauseFor(isLoaded(call.entry.id) ? takeSequence(call.entry, call.signal) : load(call));
  if (use.isFirst) call.set({ "heddle.load_ms": use.loaded.loadMs });
  call.set({ "heddle.threads": use.loaded.threads });
  const written: Written = { text: "", reasoning: "" };
  try {
    const before = use.sequence.tokenMeter.getState();
    const response = await generate(call, use, written).catch((error: unknown) =>
      afterFailure(error, call, use, written),
    );
    const outputTokens = use.sequence.tokenMeter.diff(before).usedOutputTokens;
    return {
      text: written.text,
      reasoning: written.reasoning,
      toolCalls: toolCallsOf(response, call.request.tools ?? []),
      finishReason: finishReasonOf(response),
      // What stands in the context is the prompt and the answer, also where the prompt was there already.
      usage: {
        inputTokens: Math.max(0, (written.contextTokens ?? use.sequence.nextTokenIndex) - outputTokens),
        outputTokens,
      },
      responseModel: use.loaded.model.fileInfo.metadata.general?.name ?? call.entry.path ?? call.entry.id,
    };
  } finally {
    use.release();
  }
}

interface Written {
  text: string;
  reasoning: string;
  /** What stood in the context when it was full, before it was emptied. */
  contextTokens?: number;
}

/** Smaller steps than this are not worth an event. */
const progressStep = 0.05;

/** Takes a sequence of a file that has to be loaded first: its caller shows how far that is. */
function load({ entry, signal, request }: ProviderCall): Promise<SequenceUse> {
  const take = (onProgress: (part: number) => void) => {
    let told = 0;
    const stop = onLoadProgress(entry.id, (part) => {
      if (part < 1 && part - told < progressStep) return;
      told = part;
      onProgress(part);
    });
    return takeSequence(entry, signal).finally(stop);
  };
  return request.whileLoading === undefined ? take(() => {}) : request.whileLoading(take);
}

type Response = Pick<LlamaChatResponse<ChatModelFunctions>, "functionCalls" | "metadata">;

async function generate(call: ProviderCall, { loaded, sequence }: SequenceUse, written: Written): Promise<Response> {
  const { LlamaChat } = await import("node-llama-cpp");
  const { temperature, topP, maxTokens, seed, stop } = { ...defaultSampling, ...call.sampling };
  const { tools = [], responseSchema } = call.request;
  const chat = new LlamaChat({ contextSequence: sequence, chatWrapper: loaded.chatWrapper });
  const options = {
    signal: call.signal,
    temperature,
    topP,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    // The library's own is the time in seconds: two branches would say the same.
    seed: seed === undefined ? randomInt(2 ** 32) : seed >>> 0,
    ...(stop === undefined || stop.length === 0 ? {} : { customStopTriggers: stop }),
    contextShift: {
      size(): number {
        throw new ContextFull();
      },
    },
    onResponseChunk(chunk: LlamaChatResponseChunk) {
      if (chunk.text === "") return;
      call.onPiece();
      if (chunk.type === "segment") {
        written.reasoning += chunk.text;
      } else {
        written.text += chunk.text;
        call.onText(chunk.text);
      }
    },
  };
  try {
    // What an earlier prompt left is computed in other portions, and rounds otherwise: a seed asks for the same again.
    if (seed !== undefined) await sequence.clearHistory();
    const history = toChatHistory(call.request.messages);
    // The library takes either: with tools, whoever asked checks the JSON.
    if (tools.length > 0) {
      return await chat.generateResponse(history, {
        ...options,
        functions: toFunctions(tools),
        onFunctionCallParamsChunk: call.onPiece,
      });
    }
    const grammar =
      responseSchema === undefined
        ? undefined
        : await loaded.llama.createGrammarForJsonSchema<GbnfJsonSchema>(toGbnfSchema(responseSchema.schema));
    const { metadata } = await chat.generateResponse(history, {
      ...options,
      ...(grammar === undefined ? {} : { grammar }),
    });
    return { metadata };
  } finally {
    chat.dispose({ disposeSequence: false });
  }
}

/** An answer that fills the context is cut there, as a server would; a prompt that does is an error. */
async function afterFailure(
  error: unknown,
  call: ProviderCall,
  { sequence }: SequenceUse,
  written: Written,
): Promise<Response> {
  if (call.signal.aborted) throw call.signal.reason;
  if (isAppError(error)) throw error;
  written.contextTokens = sequence.nextTokenIndex;
  // What stands there now belongs to no whole answer.
  await sequence.clearHistory().catch(() => undefined);
  if (error instanceof ContextFull) {
    if (written.text !== "" || written.reasoning !== "") return { metadata: { stopReason: "maxTokens" } };
    throw new AppError(
      "LIMIT_EXCEEDED",
      `The request is longer than the context of the model "${call.entry.id}" (${sequence.contextSize} tokens).`,
      {
        hint: "Shorten the prompt or what feeds it, or raise `context` of the model.",
      },
    );
  }
  throw new AppError(
    "UPSTREAM_FAILED",
    `The model "${call.entry.id}" failed while it answered: ${error instanceof Error ? error.message : String(error)}`,
    {
      hint: "Run again; when it stays, choose another file or a smaller context.",
      cause: error,
    },
  );
}

function toFunctions(tools: readonly ToolSpec[]): ChatModelFunctions {
  return Object.fromEntries(
    tools.map(({ name, description, parameters }) => [name, { description, params: toGbnfParameters(parameters) }]),
  );
}

function toolCallsOf(response: Response, tools: readonly ToolSpec[]): ChatReply["toolCalls"] {
  return (response.functionCalls ?? []).map(({ functionName, params }) => {
    const schema = tools.find(({ name }) => name === functionName)?.parameters ?? {};
    return {
      id: `call_${newId()}`,
      name: functionName,
      arguments: JSON.stringify(withoutOptionalNulls(params ?? {}, schema)),
    };
  });
}

function finishReasonOf({ metadata }: Response): ChatReply["finishReason"] {
  switch (metadata.stopReason) {
    case "functionCalls":
      return "tool_calls";
    case "maxTokens":
      return "length";
    case "eogToken":
    case "stopGenerationTrigger":
    case "customStopTrigger":
      return "stop";
    default:
      return "other";
  }
}

/** The files in the folder `models/`, once the entry's own is known to be there. */
async function listModels(entry: ModelEntry): Promise<readonly AvailableModel[]> {
  const own = await findGgufFile(entry);
  const others = await listGgufFiles();
  return [{ name: entry.model ?? entry.id, sizeBytes: own.sizeBytes }, ...others];
}

/** Names and sizes of what could be added. */
export async function listGgufFiles(): Promise<AvailableModel[]> {
  const folder = modelsFolder();
  const names = await readdir(/* turbopackIgnore: true */ folder).catch(() => []);
  const files = names.filter((name) => name.toLowerCase().endsWith(".gguf")).sort();
  return await Promise.all(
    files.map(async (name) => ({ name, sizeBytes: (await stat(join(/* turbopackIgnore: true */ folder, name))).size })),
  );
}
