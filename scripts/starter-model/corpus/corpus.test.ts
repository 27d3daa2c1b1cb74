import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ChatModelFunctions, JinjaTemplateChatWrapper, type LlamaText } from "node-llama-cpp";
import { describe, expect, test } from "vitest";
import { toChatHistory } from "@/server/models/gguf/to-chat-history";
import { toGbnfParameters } from "@/server/models/gguf/to-gbnf-schema";
import { families, makers } from "./all-makers";
import type { Example, Split } from "./example";
import { Random } from "./random";
import { render } from "./render";

const template = readFileSync(join(import.meta.dirname, "..", "chat-template.jinja"), "utf8");

/** A few of everything. */
function sample(split: Split, each: number, seed = 1): Example[] {
  const random = new Random(seed);
  return families.flatMap((family) =>
    makers[family].flatMap(({ make }) => Array.from({ length: each }, () => make({ split, random }))),
  );
}

function textOf(example: Example): string {
  return render(example)
    .map(({ text }) => text)
    .join("");
}

/** The prompt alone: what is asked. */
function prompt({ messages, tools }: Example): string {
  return JSON.stringify([tools, messages.slice(0, -1)]);
}

describe.each<Split>(["train", "held-out"])("examples of the split %s", (split) => {
  const examples = sample(split, 8);

  test("end with the answer, and say something", () => {
    for (const { kind, messages } of examples) {
      const last = messages.at(-1);
      expect(last?.role, kind).toBe("assistant");
      for (const message of messages)
        expect(
          message.content !== "" || (message.role === "assistant" && message.toolCalls?.length),
          kind,
        ).toBeTruthy();
    }
  });

  test("fit into the context of the model, at two letters a token", () => {
    for (const example of examples) expect(textOf(example).length, example.kind).toBeLessThan(2 * 1024);
  });

  test("are the same for the same seed, and others for another", () => {
    expect(sample(split, 2, 5)).toEqual(sample(split, 2, 5));
    expect(sample(split, 2, 5)).not.toEqual(sample(split, 2, 6));
  });

  test("have JSON where a schema or a tool asks for it", () => {
    for (const { kind, messages, schema, tools = [] } of examples) {
      const last = messages.at(-1);
      if (last?.role !== "assistant") continue;
      if (schema !== undefined) expect(() => JSON.parse(last.content), `${kind}: ${last.content}`).not.toThrow();
      for (const call of last.toolCalls ?? []) {
        const tool = tools.find(({ name }) => name === call.name);
        const known = Object.keys((tool?.parameters.properties ?? {}) as object);
        expect(known, kind).toEqual(expect.arrayContaining(Object.keys(JSON.parse(call.arguments))));
      }
    }
  });
});

test("nothing that the evaluation asks is trained on", () => {
  const trained = new Set(sample("train", 60, 3).map(prompt));
  // What everybody says, in any split.
  const common = new Set(["hello", "thanks", "goodbye", "fine", "who", "can", "no-sense", "other-language"]);
  const asked = sample("held-out", 20, 4).filter(({ kind }) => !common.has(kind));
  expect(asked.filter((example) => trained.has(prompt(example))).map(prompt)).toEqual([]);
});

test("an example is written as the chat template writes it", () => {
  const wrapper = new JinjaTemplateChatWrapper({ template });
  for (const example of sample("train", 6, 9)) {
    const functions = (example.tools ?? []).map(({ name, description, parameters }) => [
      name,
      { description, params: toGbnfParameters(parameters) },
    ]);
    const last = example.messages.at(-1);
    const endsWithCall = last?.role === "assistant" && (last.toolCalls?.length ?? 0) > 0;
    const { contextText } = wrapper.generateContextState({
      // A call that waits for its result is never written: what stands before it is.
      chatHistory: toChatHistory(endsWithCall ? example.messages.slice(0, -1) : example.messages),
      ...(functions.length === 0
        ? {}
        : { availableFunctions: Object.fromEntries(functions) as ChatModelFunctions, documentFunctionParams: true }),
    });
    const written = plain(contextText);
    const text = textOf(example).replace(/<\|im_end\|>\n$/, "");
    if (endsWithCall) expect(text.slice(0, written.length), example.kind).toBe(written);
    else expect(written, example.kind).toBe(text);
  }
});

function plain(text: LlamaText): string {
  return text.values.map((value) => (typeof value === "string" ? value : value.value)).join("");
}
