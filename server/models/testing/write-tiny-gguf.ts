import { writeFileSync } from "node:fs";
import type { GgufTensor, GgufValue } from "../gguf/encode-gguf";
import { encodeGguf } from "../gguf/encode-gguf";

export interface TinyGgufOptions {
  readonly seed?: number;
  readonly contextLength?: number;
  /**
   * What it answers to everything, at temperature 0, as the pieces that are to be its tokens; each must differ from the
   * others. Without a script it answers noise.
   */
  readonly script?: readonly string[];
}

/**
 * Writes a real language model of 160,000 random weights (architecture llama, F32, 650 KB): it loads, streams and obeys
 * grammars like a trained one, and what it says is noise made of common words. The same seed gives the same file.
 */
export function writeTinyGguf(path: string, { seed = 1, contextLength = 2048, script }: TinyGgufOptions = {}): void {
  const known = new Set(baseVocabulary.map(({ text }) => text));
  const vocabulary = [...baseVocabulary, ...(script ?? []).map(toToken).filter(({ text }) => !known.has(text))];
  const weights = script === undefined ? noise(vocabulary, seed) : scripted(vocabulary, script, seed);
  writeFileSync(path, encodeGguf(metadata(vocabulary, contextLength), weights));
}

const size = { embedding: 64, feedForward: 128, layers: 2, heads: 4 } as const;

/** Kinds of tokens in llama.cpp. */
const kind = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

interface Token {
  readonly text: string;
  readonly kind: number;
}

const words =
  "a and are as at be by for from has he her his how I in is it of on one or our out said she so some that the their them then there they this to two up was we were what when which who will with would yes no you your loom thread weft warp cloth".split(
    " ",
  );

/** Bytes for what no other token covers, the printable characters (JSON needs them), and words. */
const baseVocabulary: readonly Token[] = [
  { text: "<unk>", kind: kind.unknown },
  { text: "<s>", kind: kind.control },
  { text: "</s>", kind: kind.control },
  { text: "<|im_start|>", kind: kind.control },
  { text: "<|im_end|>", kind: kind.control },
  ...Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
    kind: kind.byte,
  })),
  ...Array.from({ length: 95 }, (_, place) => ({
    text: String.fromCharCode(32 + place).replace(" ", "▁"),
    kind: kind.normal,
  })),
  ...words.map((word) => ({ text: `▁${word}`, kind: kind.normal })),
];

const chatTemplate =
  "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}" +
  "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

function metadata(vocabulary: readonly Token[], contextLength: number): Record<string, GgufValue> {
  return {
    "general.architecture": { type: "string", value: "llama" },
    "general.name": { type: "string", value: "tiny random" },
    "llama.context_length": { type: "u32", value: contextLength },
    "llama.embedding_length": { type: "u32", value: size.embedding },
    "llama.block_count": { type: "u32", value: size.layers },
    "llama.feed_forward_length": { type: "u32", value: size.feedForward },
    "llama.attention.head_count": { type: "u32", value: size.heads },
    "llama.attention.head_count_kv": { type: "u32", value: size.heads },
    "llama.attention.layer_norm_rms_epsilon": { type: "f32", value: 1e-5 },
    "llama.rope.dimension_count": { type: "u32", value: size.embedding / size.heads },
    "llama.vocab_size": { type: "u32", value: vocabulary.length },
    "tokenizer.ggml.model": { type: "string", value: "llama" },
    "tokenizer.ggml.tokens": { type: "strings", value: vocabulary.map(({ text }) => text) },
    "tokenizer.ggml.scores": { type: "f32s", value: vocabulary.map(({ text }) => text.length) },
    "tokenizer.ggml.token_type": { type: "i32s", value: vocabulary.map((token) => token.kind) },
    "tokenizer.ggml.unknown_token_id": { type: "u32", value: 0 },
    "tokenizer.ggml.bos_token_id": { type: "u32", value: 1 },
    "tokenizer.ggml.eos_token_id": { type: "u32", value: 4 },
    "tokenizer.ggml.add_bos_token": { type: "bool", value: true },
    "tokenizer.ggml.add_space_prefix": { type: "bool", value: false },
    "tokenizer.chat_template": { type: "string", value: chatTemplate },
  };
}

/** Spaces are written so in this kind of vocabulary. */
function toToken(text: string): Token {
  return { text: text.replaceAll(" ", "▁"), kind: kind.normal };
}

function noise(vocabulary: readonly Token[], seed: number): GgufTensor[] {
  const random = randomNumbers(seed);
  const embedding = matrix("token_embd.weight", size.embedding, vocabulary.length, random);
  const output = matrix("output.weight", size.embedding, vocabulary.length, random);
  vocabulary.forEach((token, place) => {
    // Their logits are 0: what is written are words and characters, and the answer seldom ends by itself.
    if (token.kind !== kind.normal) output.data.fill(0, place * size.embedding, (place + 1) * size.embedding);
  });
  return [embedding, output, ...layers(random)];
}

/** Each token of the script is followed by the next: its row of the output is the embedding of the one before it. */
function scripted(vocabulary: readonly Token[], script: readonly string[], seed: number): GgufTensor[] {
  const embedding = matrix("token_embd.weight", size.embedding, vocabulary.length, randomNumbers(seed));
  const output = matrix("output.weight", size.embedding, vocabulary.length, () => 0.5);
  const lineEnd = "<0x0A>";
  const wanted = [lineEnd, ...script.map((piece) => toToken(piece).text), "<|im_end|>"];
  const places = wanted.map((text) => vocabulary.findIndex((token) => token.text === text));
  places.slice(1).forEach((next, place) => {
    const before = places[place] ?? 0;
    output.data.set(
      embedding.data.subarray(before * size.embedding, (before + 1) * size.embedding),
      next * size.embedding,
    );
  });
  // Layers of zeros hand the embedding through.
  return [embedding, output, ...layers(() => 0.5)];
}

/** `random` gives 0 to 1; the weights lie evenly around 0. */
function matrix(name: string, columns: number, rows: number, random: () => number): GgufTensor {
  const scale = Math.sqrt(3 / columns);
  return {
    name,
    shape: [columns, rows],
    data: Float32Array.from({ length: columns * rows }, () => (random() * 2 - 1) * scale),
  };
}

function ones(name: string): GgufTensor {
  return { name, shape: [size.embedding], data: new Float32Array(size.embedding).fill(1) };
}

function layers(random: () => number): GgufTensor[] {
  const { embedding, feedForward } = size;
  return [
    ones("output_norm.weight"),
    ...Array.from({ length: size.layers }, (_, layer) => [
      ones(`blk.${layer}.attn_norm.weight`),
      matrix(`blk.${layer}.attn_q.weight`, embedding, embedding, random),
      matrix(`blk.${layer}.attn_k.weight`, embedding, embedding, random),
      matrix(`blk.${layer}.attn_v.weight`, embedding, embedding, random),
      matrix(`blk.${layer}.attn_output.weight`, embedding, embedding, random),
      ones(`blk.${layer}.ffn_norm.weight`),
      matrix(`blk.${layer}.ffn_gate.weight`, embedding, feedForward, random),
      matrix(`blk.${layer}.ffn_up.weight`, embedding, feedForward, random),
      matrix(`blk.${layer}.ffn_down.weight`, feedForward, embedding, random),
    ]).flat(),
  ];
}

/** Mulberry32: small, fast, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
