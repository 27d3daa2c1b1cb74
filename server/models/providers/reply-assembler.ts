import type { ChatReply, ToolCall } from "@/nodes/core/node-runner";
import { newId } from "@/server/new-id";
import type { ProviderReply } from "./provider";

/** The parts of a chunk that we read: what servers send, not what the protocol promises. */
export interface ReplyChunk {
  readonly model?: unknown;
  readonly choices?: readonly ReplyChoice[] | null;
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown } | null;
}

interface ReplyChoice {
  /** A server that does not stream sends `message` instead. */
  readonly delta?: ReplyDelta | null;
  readonly message?: ReplyDelta | null;
  readonly finish_reason?: string | null;
}

interface ReplyDelta {
  readonly content?: unknown;
  readonly refusal?: unknown;
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
  readonly tool_calls?: readonly ToolCallPiece[] | null;
}

interface ToolCallPiece {
  readonly index?: unknown;
  readonly id?: unknown;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown } | null;
}

interface OpenToolCall {
  readonly index: number | undefined;
  id: string;
  name: string;
  arguments: string;
}

/** Puts a streamed reply together, with the habits of local servers in mind: no index, no id, arguments as an object. */
export class ReplyAssembler {
  private text = "";
  private reasoning = "";
  private finish: string | undefined;
  private usage: ProviderReply["usage"];
  private model: string | undefined;
  private readonly calls: OpenToolCall[] = [];

  /** Returns the new text, and whether the chunk carried anything of the answer. */
  add(chunk: ReplyChunk): { readonly text: string; readonly isPiece: boolean } {
    if (typeof chunk.model === "string" && chunk.model !== "") this.model ??= chunk.model;
    if (chunk.usage != null) this.usage = readUsage(chunk.usage) ?? this.usage;
    const choice = chunk.choices?.[0];
    if (choice == null) return { text: "", isPiece: false };
    if (typeof choice.finish_reason === "string" && choice.finish_reason !== "") this.finish = choice.finish_reason;
    const delta = choice.delta ?? choice.message;
    if (delta == null) return { text: "", isPiece: false };
    const text = textOf(delta.content) + textOf(delta.refusal);
    const reasoning = textOf(delta.reasoning_content) || textOf(delta.reasoning);
    this.text += text;
    this.reasoning += reasoning;
    for (const piece of delta.tool_calls ?? []) this.addToolCall(piece);
    return { text, isPiece: text !== "" || reasoning !== "" || (delta.tool_calls?.length ?? 0) > 0 };
  }

  /** Whether the server said that the answer is over: a stream that ends without was cut. */
  get isFinished(): boolean {
    return this.finish !== undefined;
  }

  get textLength(): number {
    return this.text.length;
  }

  reply(): ProviderReply {
    const toolCalls: ToolCall[] = this.calls.map(({ id, name, arguments: args }) => ({
      id: id === "" ? `call_${newId()}` : id,
      name,
      arguments: args === "" ? "{}" : args,
    }));
    return {
      text: this.text,
      toolCalls,
      // Some servers say `stop` after a tool call.
      finishReason: toolCalls.length > 0 && this.finish !== "length" ? "tool_calls" : finishReasonOf(this.finish),
      reasoning: this.reasoning,
      ...(this.usage === undefined ? {} : { usage: this.usage }),
      ...(this.model === undefined ? {} : { responseModel: this.model }),
    };
  }

  private addToolCall(piece: ToolCallPiece): void {
    const index = typeof piece.index === "number" ? piece.index : undefined;
    const id = textOf(piece.id);
    const name = textOf(piece.function?.name);
    let call = this.findCall(index, id, name);
    if (call === undefined) {
      call = { index, id, name: "", arguments: "" };
      this.calls.push(call);
    }
    if (call.id === "") call.id = id;
    if (call.name === "") call.name = name;
    const args = piece.function?.arguments;
    call.arguments += typeof args === "string" ? args : args == null ? "" : JSON.stringify(args);
  }

  /** The call that a piece goes on with; undefined where it begins one. A second id under one index is a second call. */
  private findCall(index: number | undefined, id: string, name: string): OpenToolCall | undefined {
    const isSame = (call: OpenToolCall) => id === "" || name === "" || call.id === "" || call.id === id;
    if (index !== undefined) return this.calls.findLast((call) => call.index === index && isSame(call));
    if (id !== "") return this.calls.findLast((call) => call.id === id);
    return name === "" ? this.calls.at(-1) : undefined;
  }
}

/** A string, or the text parts of a list of content parts. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return "";
  return value
    .map((part: unknown) => (typeof part === "object" && part !== null && "text" in part ? textOf(part.text) : ""))
    .join("");
}

function readUsage(usage: NonNullable<ReplyChunk["usage"]>): ProviderReply["usage"] {
  const { prompt_tokens: input, completion_tokens: output } = usage;
  if (typeof input !== "number" || typeof output !== "number") return undefined;
  return { inputTokens: Math.max(0, Math.round(input)), outputTokens: Math.max(0, Math.round(output)) };
}

function finishReasonOf(reason: string | undefined): ChatReply["finishReason"] {
  switch (reason) {
    case "stop":
    case "length":
    case "tool_calls":
    case "content_filter":
      return reason;
    case "function_call":
      return "tool_calls";
    default:
      return "other";
  }
}
