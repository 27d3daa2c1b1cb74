import { z } from "zod";
import { runErrorSchema } from "@/nodes/core/trace-event";
import { loadProgressOf } from "./gguf/load-progress";
import { lastUseOf } from "./last-use";
import { addressesOf, capabilitiesOf, maxConcurrentOf, modelTypes, nameOnServer } from "./model-entry";
import type { RegisteredModel } from "./registry";
import { maskHeaders } from "./secret-fields";
import { isStarter, isStarterEmbed } from "./starter";

export const modelStatusSchema = z.object({
  /** By the last call or probe of this process; unknown before the first. */
  state: z.enum(["unknown", "reachable", "unreachable"]),
  /** ISO 8601. */
  at: z.string().optional(),
  error: runErrorSchema.optional(),
  timeToFirstTokenMs: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  /** 0 to 1 while a GGUF file is being loaded into memory. */
  loadProgress: z.number().optional(),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;

/** A registry entry as it is shown: with its defaults filled in, without its key and what its headers say. */
export const modelSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(modelTypes),
  base_url: z.string().optional(),
  endpoints: z.array(z.string()).optional(),
  path: z.string().optional(),
  model: z.string(),
  capabilities: z.array(z.string()),
  maxConcurrent: z.number(),
  /** Names with masked values; sending the mask back keeps them. */
  headers: z.record(z.string(), z.string()).optional(),
  timeouts: z
    .object({ firstTokenMs: z.number().optional(), idleMs: z.number().optional(), totalMs: z.number().optional() })
    .optional(),
  context: z.number().optional(),
  gpu: z.enum(["off", "auto"]).optional(),
  threads: z.number().optional(),
  hasApiKey: z.boolean(),
  /** It is one of the tiny models that come with Heddle. */
  isStarter: z.boolean(),
  source: z.enum(["file", "app"]),
  /** Deleting it brings back the entry of `models.yaml`. */
  hidesFileEntry: z.boolean(),
  status: modelStatusSchema,
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export function summarize({ entry, source, hidesFileEntry }: RegisteredModel): ModelSummary {
  const { api_key, headers, ...shown } = entry;
  return {
    ...shown,
    name: entry.name ?? entry.id,
    model: nameOnServer(entry),
    ...(entry.type === "gguf" ? {} : { base_url: addressesOf(entry)[0] }),
    capabilities: [...capabilitiesOf(entry)],
    maxConcurrent: maxConcurrentOf(entry),
    ...(headers === undefined ? {} : { headers: maskHeaders(headers) }),
    hasApiKey: api_key !== undefined,
    isStarter: isStarter(entry) || isStarterEmbed(entry),
    source,
    hidesFileEntry,
    status: statusOf(entry.id),
  };
}

/** By the last use or probe, without asking anybody. */
export function statusOf(id: string): ModelStatus {
  const use = lastUseOf(id);
  const loadProgress = loadProgressOf(id);
  const loading = loadProgress === undefined ? {} : { loadProgress };
  if (use === undefined) return { state: "unknown", ...loading };
  const { at, isReachable, ...rest } = use;
  return { state: isReachable ? "reachable" : "unreachable", at: new Date(at).toISOString(), ...rest, ...loading };
}
