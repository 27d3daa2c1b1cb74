import { estimateTokens, messageTokens } from "../core/count-tokens";
import { cutText } from "../core/cut-text";
import type { JsonValue } from "../core/json";
import { modelStep } from "../core/model-step";
import type { ChatMessage, Model, NodeContext } from "../core/node-runner";
import type { AgentConfig } from "./definition";
import { describeTools } from "./prompted-tools";
import type { AgentRequest } from "./read-request";

/** What goes to the model: a request and what was retrieved for it, made to fit the model's context. */
export interface FittedRequest {
  readonly request: AgentRequest;
  readonly block: string;
}

/** Nobody asks how long a context is for requests of so few tokens. */
const surelyFits = 256;
/** Of the context, what is left for the answer where the model node says nothing. */
const answerShare = 0.25;
const mostForAnswer = 2_048;
/** A block of context that is cut further says nothing any more. */
const leastBlock = 64;
const summaryTokens = 256;

/**
 * Makes a request fit: instructions and question stay, then the oldest messages go (or are summarized), then the block of
 * context is cut. What was left out is told by the log and by the attributes of a span.
 */
export async function fitContext(
  context: NodeContext<AgentConfig>,
  model: Model,
  { request, block }: FittedRequest,
): Promise<FittedRequest> {
  const fixed = fixedTokens(context, request);
  const blockTokens = estimateTokens(block);
  const earlier = request.earlier.map((message) => messageTokens(message));
  const total = fixed + blockTokens + sum(earlier);
  if (model.contextLength === undefined || total <= surelyFits) return { request, block };
  const length = await contextLength(context, model);
  if (length === undefined) return { request, block };
  const budget = length - answerTokens(model, length);
  if (total <= budget) return { request, block };
  return context.span({ kind: "stage", name: "context fitting" }, async (span) => {
    const wantsSummary = context.config.overflow === "summarize" && request.earlier.length > 0;
    const forBlock = Math.min(blockTokens, Math.max(leastBlock, Math.floor((budget - fixed) / 2)));
    const room = budget - fixed - forBlock - (wantsSummary ? summaryTokens : 0);
    const kept = newestThatFit(request.earlier, earlier, room);
    const dropped = request.earlier.length - kept.length;
    const system = request.earlier.slice(0, dropped).filter(({ role }) => role === "system");
    const summary =
      wantsSummary && dropped > 0
        ? await summarize(context, model, request.earlier.slice(0, dropped), budget)
        : undefined;
    const left =
      budget - fixed - sum(kept.map((message) => messageTokens(message))) - (summary === undefined ? 0 : summaryTokens);
    const cut = cutBlock(block, Math.max(leastBlock, left));
    span.set({
      "heddle.context.length": length,
      "heddle.context.estimated_tokens": total,
      "heddle.context.left_out_messages": dropped - system.length,
      "heddle.context.summarized": summary !== undefined,
      "heddle.context.cut_characters": block.length - cut.length,
    });
    say(context, model, { dropped, isSummarized: summary !== undefined, cut: block.length - cut.length, length });
    return { request: { ...request, earlier: [...(summary ?? []), ...kept] }, block: cut };
  });
}

/** What stays whatever happens: instructions, question, and what is said of tools and the schema. */
function fixedTokens({ config, tools }: NodeContext<AgentConfig>, { instructions, prompt }: AgentRequest): number {
  const said = tools.length === 0 ? "" : describeTools(tools);
  const schema = config.outputSchema === undefined ? "" : JSON.stringify(config.outputSchema);
  return 2 * messageTokens({ content: "" }) + estimateTokens(`${instructions}${prompt}${said}${schema}`);
}

/** A step, since a server may say something else after a crash, and the steps that follow depend on it. */
async function contextLength(context: NodeContext<AgentConfig>, model: Model): Promise<number | undefined> {
  const asked = await context.step<JsonValue>(
    { kind: "stage", name: "context length" },
    async () => (await model.contextLength?.(context.signal)) ?? null,
  );
  return typeof asked === "number" ? asked : undefined;
}

function answerTokens(model: Model, length: number): number {
  const wanted = model.maxTokens ?? Math.min(mostForAnswer, Math.floor(length * answerShare));
  return Math.min(wanted, Math.floor(length / 2));
}

/** They begin with a question, not with an answer whose question is gone. */
function newestThatFit(messages: readonly ChatMessage[], tokens: readonly number[], room: number): ChatMessage[] {
  let from = messages.length;
  for (let left = room; from > 0; from--) {
    left -= tokens[from - 1] ?? 0;
    if (left < 0) break;
  }
  while (from > 0 && from < messages.length && messages[from]?.role !== "user") from++;
  return messages.slice(from);
}

async function summarize(
  context: NodeContext<AgentConfig>,
  model: Model,
  messages: readonly ChatMessage[],
  budget: number,
): Promise<ChatMessage[]> {
  const said = messages.map(({ role, content }) => `${role}: ${content}`).join("\n\n");
  const most = Math.max(200, (budget - summaryTokens) * 3);
  // The newest of what is old says most about what comes.
  const text = said.length <= most ? said : said.slice(-most);
  const content = `Summarize this conversation in at most 120 words. Keep names, numbers and decisions.\n\n${text}`;
  const { text: summary } = await modelStep(context, model, { messages: [{ role: "user", content }] });
  return [{ role: "system", content: `What was said before, in short:\n${cutText(summary, summaryTokens * 4)}` }];
}

function cutBlock(block: string, tokens: number): string {
  if (estimateTokens(block) <= tokens) return block;
  const end = block.endsWith("\n</context>") ? "\n(Cut off here.)\n</context>" : "\n(Cut off here.)";
  const share = tokens / estimateTokens(block);
  return `${block.slice(0, Math.max(0, Math.floor(block.length * share) - end.length))}${end}`;
}

interface LeftOut {
  readonly dropped: number;
  readonly isSummarized: boolean;
  readonly cut: number;
  readonly length: number;
}

function say({ log }: NodeContext<AgentConfig>, model: Model, { dropped, isSummarized, cut, length }: LeftOut): void {
  const parts = [
    dropped === 0
      ? ""
      : `${dropped === 1 ? "the oldest message was" : `the ${dropped} oldest messages were`} ${isSummarized ? "summarized" : "left out"}`,
    cut <= 0 ? "" : `${cut.toLocaleString("en-US")} characters of context were cut off`,
  ].filter((part) => part !== "");
  const what = parts.length === 0 ? "it may not fit" : parts.join(", and ");
  log("warning", `The context of ${model.id} has ${length.toLocaleString("en-US")} tokens: ${what}.`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
