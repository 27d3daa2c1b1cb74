/**
 * `npm run eval:starter [-- FILE] [--misses] [--details]`: asks the model what it was never trained on, through the
 * same provider as a workflow, and prints how much is right.
 */

import { resolve } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { toAppError } from "@/nodes/core/app-error";
import type { ChatMessage, ChatReply, Model } from "@/nodes/core/node-runner";
import { unloadModels } from "@/server/models/gguf/loaded-models";
import { resolveEmbedder } from "@/server/models/resolve-embedder";
import { resolveModel } from "@/server/models/resolve-model";
import { openTestRegistry } from "@/server/models/testing/test-registry";
import { families, makers } from "./corpus/all-makers";
import type { Example, Family } from "./corpus/example";
import { heldOutFactExamples } from "./corpus/facts";
import { Random } from "./corpus/random";
import { printEmbeddingTable } from "./embed/evaluate-embeddings";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: "boolean" }, details: { type: "boolean" }, family: { type: "string" } },
});
const file = resolve(positionals[0] ?? "models/starter.gguf");

/** Parts of the answers that have to be right. */
const targets: Readonly<Record<Family, number | undefined>> = {
  facts: 0.85,
  copy: 0.8,
  form: 0.9,
  tools: 0.8,
  limits: undefined,
};
const perFamily = { copy: 240, form: 160, tools: 120, limits: 60 } as const;

interface Row {
  readonly example: Example;
  readonly said: string;
  readonly isRight: boolean;
}

function heldOutExamples(): Example[] {
  const made = Object.entries(perFamily).flatMap(([family, count]) => {
    const random = new Random(20_000 + count);
    const choices = makers[family as Family];
    const total = choices.reduce((sum, { weight }) => sum + weight, 0);
    // As often as in training, but spread evenly instead of drawn, so that no kind is missing by chance.
    return Array.from({ length: count }, (_, place) => {
      let left = ((place + 0.5) / count) * total;
      const chosen = choices.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      return (chosen ?? choices[0])?.make({ split: "held-out", random });
    }).filter((example) => example !== undefined);
  });
  return [...heldOutFactExamples(), ...made];
}

async function ask(model: Model, example: Example): Promise<Row> {
  const messages = example.messages.slice(0, -1);
  const request = {
    messages,
    signal: AbortSignal.timeout(60_000),
    ...(example.tools === undefined ? {} : { tools: example.tools }),
    ...(example.schema === undefined ? {} : { responseSchema: { name: "answer", schema: example.schema } }),
  };
  try {
    const reply = await model.chat(request);
    return { example, said: describe(reply), isRight: isRight(example, reply) };
  } catch (error) {
    return { example, said: `(${toAppError(error).userMessage})`, isRight: false };
  }
}

function describe({ text, toolCalls }: Pick<ChatReply, "text" | "toolCalls">): string {
  return [text, ...toolCalls.map((call) => `${call.name}(${call.arguments})`)].filter((part) => part !== "").join(" ");
}

function wanted({ messages }: Example): ChatMessage & { role: "assistant" } {
  const last = messages.at(-1);
  if (last?.role !== "assistant") throw new Error("An example ends with an answer.");
  return last;
}

function isRight(example: Example, reply: ChatReply): boolean {
  const { content, toolCalls = [] } = wanted(example);
  if (toolCalls.length !== reply.toolCalls.length) return false;
  const areCallsRight = toolCalls.every(
    (call, place) =>
      call.name === reply.toolCalls[place]?.name && isSameJson(call.arguments, reply.toolCalls[place].arguments),
  );
  if (!areCallsRight) return false;
  if (example.schema !== undefined) return isSameJson(content, reply.text);
  const form = casesMatter.has(example.kind) ? (text: string) => text.trim() : normalize;
  return [content, ...(example.alsoRight ?? [])].some((right) => form(right) === form(reply.text));
}

function isSameJson(one: string, other: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

const casesMatter: ReadonlySet<string> = new Set(["upper-case", "lower-case"]);

/** Letters of either case, runs of spaces, and a mark at the end make no difference. */
function normalize(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim().replace(/[.!]$/, "");
}

function percent(rows: readonly Row[]): string {
  return `${((100 * rows.filter((row) => row.isRight).length) / rows.length).toFixed(1)} %`;
}

function printTable(rows: readonly Row[]): void {
  console.log("family    kind                       right of   right     target");
  for (const family of families) {
    const own = rows.filter((row) => row.example.family === family);
    if (own.length === 0) continue;
    const target = targets[family] === undefined ? "" : `${targets[family] * 100} %`;
    console.log(line(family, "", own, target));
    if (!values.details) continue;
    for (const kind of [...new Set(own.map((row) => row.example.kind))].sort())
      console.log(
        line(
          "",
          kind,
          own.filter((row) => row.example.kind === kind),
          "",
        ),
      );
  }
  console.log(line("all", "", rows, ""));
}

function line(family: string, kind: string, rows: readonly Row[], target: string): string {
  const right = rows.filter((row) => row.isRight).length;
  return `${family.padEnd(10)}${kind.padEnd(27)}${String(right).padStart(5)} ${String(rows.length).padStart(4)}${percent(rows).padStart(9)}${target.padStart(9)}`;
}

async function evaluateChat(): Promise<void> {
  const model = await resolveModel({ model: "starter", temperature: 0, seed: 1, maxTokens: 200 });
  const rows: Row[] = [];
  const examples = heldOutExamples().filter(({ family }) => values.family === undefined || family === values.family);
  const startedAt = performance.now();
  for (const example of examples) {
    const row = await ask(model, example);
    rows.push(row);
    if (values.misses && !row.isRight) printMiss(row);
  }
  printTable(rows);
  console.log(`${rows.length} questions in ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
}

function printMiss({ example, said }: Row): void {
  const { content, toolCalls = [] } = wanted(example);
  const prompt = example.messages.slice(0, -1).map((message) => `${message.role}: ${message.content}`);
  console.log(`--- ${example.family} ${example.kind}\n${prompt.join("\n")}`);
  console.log(`wanted: ${describe({ text: content, toolCalls })}\nsaid:   ${said}`);
}

const registry = openTestRegistry(
  { id: "starter", type: "gguf", path: file, context: 1024 },
  { id: "starter-embed", type: "gguf", path: "starter-embed.gguf", capabilities: ["embeddings"] },
);
try {
  await evaluateChat();
  if (values.family === undefined) {
    const { embed } = await resolveEmbedder();
    await printEmbeddingTable((texts) => embed(texts, AbortSignal.timeout(120_000)));
  }
} finally {
  await unloadModels();
  registry.restore();
}
process.exit(0);
