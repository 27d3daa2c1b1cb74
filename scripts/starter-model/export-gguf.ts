/**
 * Writes a trained model as GGUF: `npx tsx scripts/starter-model/export-gguf.ts WEIGHTS_FOLDER TOKENIZER OUT
 * [--embedding]`. An embedding model gives the mean of its places and has no chat template.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GgufTensor, GgufValue } from "@/server/models/gguf/encode-gguf";
import { encodeGguf } from "@/server/models/gguf/encode-gguf";
import type { TokenizerFile } from "./tokenizer";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { embedding: { type: "boolean", default: false } },
});
const [folder, tokenizerPath, out] = positionals;
if (folder === undefined || tokenizerPath === undefined || out === undefined)
  throw new Error("Name the folder of the weights, the tokenizer and the file to write.");

interface Weights {
  readonly size: {
    readonly vocabulary: number;
    readonly width: number;
    readonly layers: number;
    readonly heads: number;
    readonly feed_forward: number;
    readonly rope_base: number;
  };
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly offset: number }>>;
}

const { size, tensors } = JSON.parse(readFileSync(join(folder, "weights.json"), "utf8")) as Weights;
const bytes = readFileSync(join(folder, "weights.f32"));
const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const tokenizer = JSON.parse(readFileSync(tokenizerPath, "utf8")) as TokenizerFile;

/** What training stacks into one matrix, GGUF stores apart. */
const stacked: Readonly<Record<string, readonly string[]>> = {
  attn_qkv: ["attn_q", "attn_k", "attn_v"],
  ffn_both: ["ffn_gate", "ffn_up"],
};

function toGguf(name: string): GgufTensor[] {
  const tensor = tensors[name];
  if (tensor === undefined) return [];
  const [rows = 0, columns] = tensor.shape;
  if (columns === undefined)
    return [{ name: `${name}.weight`, shape: [rows], data: numbers.subarray(tensor.offset, tensor.offset + rows) }];
  const last = name.split(".").at(-1) ?? "";
  const parts = stacked[last] ?? [last];
  const partRows = rows / parts.length;
  return parts.map((part, place) => {
    const start = tensor.offset + place * partRows * columns;
    return {
      name: `${name.slice(0, name.length - last.length)}${part}.weight`,
      shape: [columns, partRows],
      data: numbers.subarray(start, start + partRows * columns),
      as: "q8_0",
    };
  });
}

/** Kinds of tokens in llama.cpp. */
const kind = { normal: 1, control: 3, userDefined: 4 } as const;

function kindOf(token: string, id: number): number {
  if (id >= tokenizer.controls) return kind.normal;
  return token.includes("tool_call") ? kind.userDefined : kind.control;
}

const u32 = (value: number): GgufValue => ({ type: "u32", value });
const id = (token: string) => u32(tokenizer.tokens.indexOf(token));

const text = (value: string): GgufValue => ({ type: "string", value });

/** What tells the two models apart. */
const own: Record<string, GgufValue> = options.embedding
  ? {
      "general.name": text("Heddle starter embed"),
      "general.description": text("Tiny embeddings for search in English texts. Made by scripts/starter-model."),
      "llama.context_length": u32(256),
      // The mean of all places.
      "llama.pooling_type": u32(1),
    }
  : {
      "general.name": text("Heddle starter"),
      "general.description": text("A tiny model that knows Heddle, for the first run. Made by scripts/starter-model."),
      "llama.context_length": u32(1024),
      "tokenizer.chat_template": text(readFileSync(join(import.meta.dirname, "chat-template.jinja"), "utf8")),
    };

const metadata: Record<string, GgufValue> = {
  "general.architecture": text("llama"),
  ...own,
  "general.license": text("mit"),
  "general.file_type": u32(7),
  "general.quantization_version": u32(2),
  "llama.embedding_length": u32(size.width),
  "llama.block_count": u32(size.layers),
  "llama.feed_forward_length": u32(size.feed_forward),
  "llama.attention.head_count": u32(size.heads),
  "llama.attention.head_count_kv": u32(size.heads),
  "llama.attention.layer_norm_rms_epsilon": { type: "f32", value: 1e-5 },
  "llama.rope.dimension_count": u32(size.width / size.heads),
  "llama.rope.freq_base": { type: "f32", value: size.rope_base },
  "llama.vocab_size": u32(size.vocabulary),
  "tokenizer.ggml.model": text("gpt2"),
  "tokenizer.ggml.pre": text("smollm"),
  "tokenizer.ggml.tokens": { type: "strings", value: tokenizer.tokens },
  "tokenizer.ggml.token_type": { type: "i32s", value: tokenizer.tokens.map(kindOf) },
  "tokenizer.ggml.merges": { type: "strings", value: tokenizer.merges },
  "tokenizer.ggml.bos_token_id": id("<|endoftext|>"),
  "tokenizer.ggml.eos_token_id": id("<|im_end|>"),
  "tokenizer.ggml.padding_token_id": id("<|endoftext|>"),
  "tokenizer.ggml.add_bos_token": { type: "bool", value: false },
};

const file = encodeGguf(metadata, Object.keys(tensors).flatMap(toGguf));
writeFileSync(out, file);
console.log(`${out}: ${(file.length / 1e6).toFixed(2)} MB`);
