import { z } from "zod";
import { nameOnServer } from "../model-entry";
import type { EmbedCall } from "./provider";
import { strangeAnswer } from "./server-error";
import { requestJson } from "./server-request";

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().optional(), embedding: z.array(z.number()).min(1) })),
});

/** `POST /embeddings` of the OpenAI interface, which LM Studio, Ollama and llama.cpp have too. */
export async function embedByServer({ entry, address, texts, signal }: EmbedCall): Promise<readonly Float32Array[]> {
  const answer = await requestJson({
    entry,
    address,
    url: `${address}/embeddings`,
    method: "POST",
    body: { model: nameOnServer(entry), input: texts, encoding_format: "float" },
    signal,
  });
  const parsed = answerSchema.safeParse(answer);
  const vectors: Float32Array[] = [];
  for (const [place, { index = place, embedding }] of (parsed.data?.data ?? []).entries())
    vectors[index] = Float32Array.from(embedding);
  const isWhole = vectors.length === texts.length && texts.every((_, place) => vectors[place] !== undefined);
  if (!isWhole) throw strangeAnswer({ entry, address }, "application/json", JSON.stringify(answer));
  return vectors;
}
