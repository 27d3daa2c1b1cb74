import type { JsonObject, JsonValue } from "./json";
import type { SpanKind, Usage } from "./trace-event";

/**
 * The half of a node type that runs on the server. It gets everything from its context and imports nothing of the
 * server; it throws what goes wrong (an `AppError` where it knows more than "it failed") and never catches to hide.
 */
export type NodeRunner<Config = Record<string, unknown>> = (
  context: NodeContext<Config>,
) => Promise<NodeOutputs> | NodeOutputs;

/** Values by output port. A port that is absent does not fire: its connections are dead. */
export type NodeOutputs = Readonly<Record<string, JsonValue>>;

export interface NodeContext<Config = Record<string, unknown>> {
  readonly runId: string;
  readonly nodeId: string;
  /** `""`, or where inside containers and tool calls this node run stands, such as `boss#2`. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** What people call the node. */
  readonly title: string;
  /** Parsed by the definition's schema; templates are not rendered yet. */
  readonly config: Config;
  /** Values by input port; null where an optional one is unconnected or dead, a list for a port that takes many. */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Source node ids of the values of a port that takes many, in the order of the list. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  readonly run: RunFacts;
  /** Aborted by cancel and by the node's timeout; hand it to everything that waits. */
  readonly signal: AbortSignal;

  /** Renders a LiquidJS template over the node's inputs, `input` and `run` (and `secrets`, when allowed). */
  readonly render: (template: string, options?: RenderOptions) => string;
  /** Evaluates JSONata over the same scope. Undefined becomes null. */
  readonly evaluate: (expression: string, options?: EvaluateOptions) => Promise<JsonValue>;
  /** `$boolean` of the expression's result. */
  readonly holds: (expression: string, options?: EvaluateOptions) => Promise<boolean>;

  /** What the connected `model` node lends; absent when none is connected. */
  readonly model?: Model;
  /** What is connected to the node's `tools` port. */
  readonly tools: readonly Tool[];
  /** What the connected `memory` node lends; absent when none is connected. */
  readonly memory?: Memory;
  /** Collections of texts, by id or slug. */
  readonly collections: Collections;
  /** What was said in earlier conversations. */
  readonly conversations: Conversations;

  /**
   * Containers alone: carries the child graph out for one item, with the values of its `inner.*` ports (named without the
   * prefix). Throws what failed the item. What ended before a crash gives its stored end instead, so items are to be
   * asked for with the same values after one. `of`: how many there are, where that is known.
   */
  readonly runItem: (index: number, values: NodeOutputs, of?: number) => Promise<ItemResult>;

  /**
   * Waits for a person; the time does not count as the node's. The answer is stored before it is given, and the same again
   * after a crash. Once in an attempt.
   */
  readonly ask: (question: ApprovalQuestion) => Promise<ApprovalAnswer>;
  /**
   * Waits until a time (milliseconds since 1970), through restarts of any length. `until` is asked once in an attempt.
   * `isDuration`: it is so long from now, also when the wall clock is set back meanwhile.
   */
  readonly sleep: (until: () => number, isDuration?: boolean) => Promise<void>;

  /** The one way out: resolves, checks and records the host, then does as the platform's `fetch`. */
  readonly fetch: OutboundFetch;
  /** Appends text that is being written to an output port; it is shown live. */
  readonly delta: (port: string, text: string) => void;
  readonly log: (level: LogLevel, message: string) => void;
  /** Times work as a span of the trace. */
  readonly span: <T>(span: SpanStart, work: (live: LiveSpan) => Promise<T>) => Promise<T>;
  /**
   * A span whose result is journaled: it is committed before the next one starts, and a run that goes on after a crash
   * gets the stored result instead of doing the work again. Steps of one attempt must start in a repeatable order.
   */
  readonly step: <T extends JsonValue>(span: SpanStart, work: (live: LiveSpan) => Promise<T>) => Promise<T>;
}

/** What a person is asked. */
export interface ApprovalQuestion {
  readonly title: string;
  /** What is shown beside the value. */
  readonly text?: string;
  /** What is approved; the person may change it. */
  readonly value: JsonValue;
  /** JSON Schema of an object that the person fills in. */
  readonly form?: JsonObject;
  /** Answers itself with `due` after so many milliseconds. */
  readonly timeoutMs?: number;
  /** What happens then, for the person to know: `reject`, `approve` or `fail`. */
  readonly onTimeout?: string;
}

export interface ApprovalAnswer {
  readonly decision: "approve" | "reject" | "due";
  /** What the person made of the value, or filled the form in with; absent where it was left as it is. */
  readonly value?: JsonValue;
}

/** What came of one item of a container. */
export interface ItemResult {
  /** Absent when `inner.result` is dead, or nothing is connected to it. */
  readonly result?: JsonValue;
}

export interface RunFacts {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly input: JsonObject;
}

export interface EvaluateOptions {
  /** More names in scope. */
  readonly scope?: Readonly<Record<string, JsonValue>>;
  /** The config field that an error names. */
  readonly field?: string;
}

export interface RenderOptions {
  /** Only fields that the definition declares for secrets may set this. */
  readonly secrets?: boolean;
  /** More names in scope. */
  readonly scope?: Readonly<Record<string, JsonValue>>;
  /** The config field that an error names. */
  readonly field?: string;
}

export type LogLevel = "debug" | "info" | "warning" | "error";

export interface SpanStart {
  readonly kind: SpanKind;
  readonly name: string;
  /** OpenTelemetry names, such as `gen_ai.request.model`. */
  readonly attributes?: JsonObject;
}

export interface LiveSpan {
  /** 1 for the first span of its kind in this node run, counted over all attempts; the same again after a crash. */
  readonly number: number;
  /**
   * Adds attributes that are known only now; they stand in `span.ended`. Those of a host that is about to be asked are
   * set `"now"`: they are noted before the span ends, and stay where it never does.
   */
  readonly set: (attributes: JsonObject, when?: "now") => void;
}

export type OutboundFetch = (url: string, init?: OutboundRequest) => Promise<Response>;

export interface OutboundRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
  /** Narrows what the workflow was granted. */
  readonly allowHosts?: readonly string[];
  /** Told of each request that is permitted, right before it is sent. */
  readonly onSend?: (url: URL) => void;
  /** Told of each request that was answered or may have arrived, those of redirects included: what was contacted, for the trace. */
  readonly onRequest?: (url: URL) => void;
}

/** A model as a node uses it: already resolved in the registry, with the sampling of its `model` node. */
export interface Model {
  /** Id in the registry. */
  readonly id: string;
  /** Words such as `tools`, `json_schema`, `vision`. */
  readonly capabilities: ReadonlySet<string>;
  /** Most tokens of one answer, as the `model` node says. */
  readonly maxTokens?: number;
  /** Tokens of its context, for prompt and answer together; undefined where nobody knows. May ask its server. */
  readonly contextLength?: (signal: AbortSignal) => Promise<number | undefined>;
  /** One call, streamed; the caller decides about retries. Records its own attributes on `span`. */
  readonly chat: (request: ChatRequest) => Promise<ChatReply>;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSpec[];
  /** The reply has to be JSON that fits; ask only where `capabilities` has `json_schema`. */
  readonly responseSchema?: { readonly name: string; readonly schema: JsonObject };
  readonly signal: AbortSignal;
  readonly onText?: (text: string) => void;
  /** Told when the call starts and stops waiting in the endpoint's queue: a node's time does not count meanwhile. */
  readonly onQueue?: (waiting: boolean) => void;
  /** Shows the loading of a model's file, which goes before its first call; `work` tells how far it is, 0 to 1. */
  readonly whileLoading?: <T>(work: (onProgress: (part: number) => void) => Promise<T>) => Promise<T>;
  /** The span that this call belongs to: model, endpoint, tokens and times are set on it. */
  readonly span?: LiveSpan;
}

export type ChatMessage =
  | { readonly role: "system" | "user"; readonly content: string }
  | { readonly role: "assistant"; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: "tool"; readonly content: string; readonly toolCallId: string };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it: it may be broken. */
  readonly arguments: string;
}

export interface ChatReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: "stop" | "length" | "tool_calls" | "content_filter" | "other";
  readonly usage: Usage;
  /** Id of the registry entry that answered: a fallback may have. */
  readonly model: string;
}

export interface ToolSpec {
  /** Unique among an agent's tools; letters, digits, underscores and hyphens, at most 64. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly parameters: JsonObject;
}

export interface Tool extends ToolSpec {
  /** The node behind it. */
  readonly nodeId: string;
  /**
   * Runs the node as a node run of its own, with a path such as `boss#2`: call it inside a step of kind `tool` and pass
   * that step's span, whose number makes the path. Throws what the node throws.
   */
  readonly call: (args: JsonObject, signal: AbortSignal, step: LiveSpan) => Promise<JsonValue>;
}

/** What a `memory` node lends. */
export type Memory = ConversationMemory | VectorMemory;

/** What was said before, in this conversation alone: branches and people never mix. */
export interface ConversationMemory {
  readonly kind: "conversation";
  /** The `memory` node. */
  readonly nodeId: string;
  /** The oldest first. What was cut off stands first, summarized, as a system message. Empty at the beginning. */
  readonly read: () => Promise<readonly ChatMessage[]>;
  /** Adds what was said: stored in one transaction with the node's end, or, where the node fails, not at all. */
  readonly keep: (said: readonly ChatMessage[]) => void;
}

/** Passages that are near what is asked, from a collection that grows by what is said. */
export interface VectorMemory {
  readonly kind: "vector";
  /** The `memory` node. */
  readonly nodeId: string;
  /** As the node's `topK` and `minScore` say. Shows the search as spans of the node that asks. */
  readonly recall: (query: string) => Promise<readonly Passage[]>;
  /** Remembers a text. Shows its embedding and storing as spans. The same text of the same node run is remembered once. */
  readonly remember: (text: string, metadata?: JsonObject) => Promise<void>;
}

export interface Collections {
  /** Throws `NOT_FOUND`. */
  readonly open: (idOrSlug: string) => Promise<Collection>;
}

export interface Collection {
  readonly id: string;
  readonly name: string;
  /** The nearest first. Shows embedding and retrieval as spans of the node. */
  readonly search: (request: SearchRequest) => Promise<readonly Passage[]>;
  /** Each text becomes a document. Gives their ids, also of those that were there already. */
  readonly add: (items: readonly NewText[]) => Promise<readonly string[]>;
}

export const searchModes = ["vector", "text", "hybrid"] as const;
export type SearchMode = (typeof searchModes)[number];

export interface SearchRequest {
  readonly query: string;
  readonly topK: number;
  /** Passages below it are left out; 0 to 1, compared with `Passage.score`. */
  readonly minScore?: number;
  readonly mode: SearchMode;
  /** What a document's metadata has to have: `{ "lang": "en" }`. */
  readonly filter?: JsonObject;
}

export interface NewText {
  readonly text: string;
  readonly name?: string;
  readonly metadata?: JsonObject;
}

export interface Conversations {
  /** The longest quiet first. Throws `NOT_FOUND` for an agent or a collection that is not there. */
  readonly find: (request: FindConversations) => Promise<readonly OldConversation[]>;
}

export interface FindConversations {
  readonly whose: "all" | "agents" | "workflows";
  /** Id or slug of one agent. */
  readonly agent?: string;
  /** Days since something was last said. */
  readonly olderThanDays: number;
  readonly most: number;
  /** Id or slug of a collection: leaves out those that it remembers as they are, by `conversation` and `revision` in the metadata. */
  readonly notIn?: string;
}

export interface OldConversation {
  readonly id: string;
  /** Rises with each change of what was said. */
  readonly revision: number;
  readonly title: string;
  /** All that was said, as paragraphs that begin with who said it. Long ones lose their middle. */
  readonly text: string;
  readonly messages: readonly { readonly role: "user" | "assistant" | "summary"; readonly content: string }[];
  readonly agentId: string | null;
  readonly workflowId: string | null;
  readonly idleDays: number;
  /** How often somebody asked and got an answer. */
  readonly exchanges: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A part of a document that was found, and why. */
export interface Passage {
  readonly id: string;
  readonly documentId: string;
  readonly text: string;
  /** 0 to 1. */
  readonly score: number;
  readonly metadata: JsonObject;
  readonly why: {
    /** `similarity`: the cosine of the two vectors. `rank`: from 1. */
    readonly vector?: { readonly rank: number; readonly similarity: number };
    /** `score`: BM25. */
    readonly text?: { readonly rank: number; readonly score: number };
  };
  /** Where it is from, for people and for quotes. */
  readonly source: {
    readonly name: string;
    readonly kind: "file" | "page" | "text" | "run";
    readonly address?: string;
    readonly runId?: string;
    /** Headings above it, joined, or the page of a file. */
    readonly place?: string;
  };
}
