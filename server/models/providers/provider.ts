import type { JsonObject } from "@/nodes/core/json";
import type { ChatReply, ChatRequest } from "@/nodes/core/node-runner";
import type { ModelEntry } from "../model-entry";

/** What the four kinds of model servers have in common. */
export interface Provider {
  /** One streamed call. Throws an `AppError` that names model and address; aborts with the signal's reason. */
  readonly chat: (call: ProviderCall) => Promise<ProviderReply>;
  /** A vector for each text, in their order. Throws and aborts as `chat` does. */
  readonly embed: (call: EmbedCall) => Promise<readonly Float32Array[]>;
  /** The models that can be asked for at an address. */
  readonly listModels: (entry: ModelEntry, address: string, signal: AbortSignal) => Promise<readonly AvailableModel[]>;
}

export interface Sampling {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
}

export interface ProviderCall {
  readonly entry: ModelEntry;
  /** The endpoint that was chosen; one of the entry's `addressesOf`. */
  readonly address: string;
  readonly sampling: Sampling;
  readonly request: Pick<ChatRequest, "messages" | "tools" | "responseSchema" | "whileLoading">;
  readonly signal: AbortSignal;
  /** A piece of text of the answer. */
  readonly onText: (text: string) => void;
  /** Anything of the answer came: text, thinking or a piece of a tool call. */
  readonly onPiece: () => void;
  /** Does work that is no part of the call's time, such as loading a file. */
  readonly pauseFor: <T>(work: Promise<T>) => Promise<T>;
  /** Attributes of the span. */
  readonly set: (attributes: JsonObject) => void;
}

export interface EmbedCall {
  readonly entry: ModelEntry;
  readonly address: string;
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
}

export type ProviderReply = Pick<ChatReply, "text" | "toolCalls" | "finishReason"> & {
  /** Absent where the server did not count. */
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
  /** The model that answered, in the server's words. */
  readonly responseModel?: string;
  /** What a thinking model wrote before its answer; it is no part of the answer. */
  readonly reasoning: string;
};

export interface AvailableModel {
  readonly name: string;
  readonly capabilities?: readonly string[];
  /** Tokens of the context window. */
  readonly context?: number;
  readonly sizeBytes?: number;
  readonly isLoaded?: boolean;
  /** Such as `Q4_K_M`. */
  readonly quantization?: string;
}
