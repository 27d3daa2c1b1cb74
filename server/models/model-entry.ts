import { z } from "zod";
import "@/nodes/core/value-sentence";
import { baseUrlSchema } from "./base-url";

/** One entry of the registry under the names of `models.yaml` and of the REST interface. */

export const modelTypes = ["lm_studio", "ollama", "custom", "gguf"] as const;
export type ModelType = (typeof modelTypes)[number];

/** Words of the routes under `/api/v1/models` and of the `model` node: no entry can be named so. */
const reservedIds: ReadonlySet<string> = new Set(["status", "discover", "pull", "default"]);

/** No slash: `agent/…` and `workflow/…` are names of their own in the OpenAI-compatible interface. */
export const modelIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/,
    "It must be 1 to 128 letters, digits, or . _ : @ - and start with a letter or digit.",
  )
  .refine((id) => !reservedIds.has(id), {
    error: (issue) => `"${String(issue.input)}" is a word of the interface: choose another id.`,
  });

const milliseconds = z.int().min(1).max(86_400_000);

const timeoutsSchema = z.strictObject({
  /** From the request (without the queue, and without loading a file) to the first piece of the answer. */
  firstTokenMs: milliseconds.optional(),
  /** Between two pieces of the answer. */
  idleMs: milliseconds.optional(),
  /** The whole call, without the queue. */
  totalMs: milliseconds.optional(),
});

const fields = {
  id: modelIdSchema,
  name: z.string().min(1).max(200).optional(),
  type: z.enum(modelTypes),
  base_url: baseUrlSchema.optional(),
  /** More servers with the same model: calls go to the least busy one. */
  endpoints: z.array(baseUrlSchema).min(1).max(32).optional(),
  /** The GGUF file; relative paths start in the folder `models/`. */
  path: z.string().min(1).max(4096).optional(),
  /** The model's name on its server. Default: the id. */
  model: z.string().min(1).max(500).optional(),
  /** Words such as `chat`, `tools`, `vision`; unknown ones are kept. */
  capabilities: z.array(z.string().min(1).max(64)).max(64).optional(),
  /** Or `${NAME}`: read from the environment when it is used. */
  api_key: z.string().min(1).max(10_000).optional(),
  headers: z
    .record(
      z
        .string()
        .regex(
          /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
          "A header's name has letters, digits and hyphens, no spaces and no colon.",
        ),
      z.string().max(10_000),
    )
    .optional(),
  /** Calls at once to each endpoint. */
  maxConcurrent: z.int().min(1).max(1024).optional(),
  timeouts: timeoutsSchema.optional(),
  /** Tokens of the context window. */
  context: z.int().min(64).max(10_000_000).optional(),
  /** GGUF only: `off` (default) computes on the CPU, `auto` on a GPU whose packages are installed. */
  gpu: z.enum(["off", "auto"]).optional(),
  /** GGUF only. Default: found by a short probe. */
  threads: z.int().min(1).max(256).optional(),
};

interface TypedFields {
  readonly type: ModelType;
  readonly base_url?: string;
  readonly endpoints?: readonly string[];
  readonly path?: string;
}

function checkAddress(entry: TypedFields, context: z.RefinementCtx): void {
  const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (entry.type === "gguf") {
    if (entry.path === undefined) issue("path", "It is missing: name the .gguf file in the folder models/.");
    if (entry.base_url !== undefined)
      issue("base_url", "It has no meaning for a GGUF file, which runs inside Heddle: remove it.");
    if (entry.endpoints !== undefined) issue("endpoints", "It has no meaning for a GGUF file: remove it.");
    return;
  }
  if (entry.path !== undefined) issue("path", 'It is for type "gguf" alone: remove it, or change the type.');
  if (entry.type === "custom" && entry.base_url === undefined && entry.endpoints === undefined) {
    issue("base_url", "It is missing: write the server's address, such as http://127.0.0.1:8080/v1.");
  }
}

export const modelEntrySchema = z.strictObject(fields).superRefine(checkAddress);

/** What replaces an entry: a key that is absent stays, null removes it. The id, where it is given, must be the same. */
export const modelUpdateSchema = z
  .strictObject({ ...fields, id: fields.id.optional(), api_key: fields.api_key.nullable() })
  .superRefine(checkAddress);

export type ModelEntry = z.infer<typeof modelEntrySchema>;
/** What a caller may write: addresses may lack their `/v1`. */
export type ModelEntryInput = z.input<typeof modelEntrySchema>;
export type ModelUpdate = z.input<typeof modelUpdateSchema>;

const defaultBaseUrls = { lm_studio: "http://127.0.0.1:1234/v1", ollama: "http://127.0.0.1:11434/v1" } as const;

/** Base URLs (with their path, without a slash at the end) that answer for the entry; for a GGUF `gguf:` and its path. */
export function addressesOf(entry: ModelEntry): readonly string[] {
  if (entry.type === "gguf") return [`gguf:${entry.path ?? ""}`];
  const own = entry.base_url === undefined ? [] : [entry.base_url];
  const all = [...own, ...(entry.endpoints ?? [])];
  if (all.length === 0 && entry.type !== "custom") return [defaultBaseUrls[entry.type]];
  return [...new Set(all)];
}

const defaultConcurrency: Record<ModelType, number> = { gguf: 1, lm_studio: 4, ollama: 4, custom: 16 };

export function maxConcurrentOf(entry: ModelEntry): number {
  return entry.maxConcurrent ?? defaultConcurrency[entry.type];
}

/**
 * LM Studio and Ollama compile a JSON schema to a grammar whatever the model is; LM Studio prompts for tools where the
 * model's template has none. Other servers have to say what they can.
 */
const defaultCapabilities: Record<ModelType, readonly string[]> = {
  gguf: ["text", "chat", "tools", "json_schema"],
  lm_studio: ["text", "chat", "tools", "json_schema"],
  ollama: ["text", "chat", "json_schema"],
  custom: ["text", "chat"],
};

export function capabilitiesOf(entry: ModelEntry): readonly string[] {
  return entry.capabilities ?? defaultCapabilities[entry.type];
}

export interface CallLimits {
  readonly firstTokenMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
}

export function limitsOf(entry: ModelEntry): CallLimits {
  return { firstTokenMs: 120_000, idleMs: 120_000, totalMs: 600_000, ...entry.timeouts };
}

/** The model's name on its server. */
export function nameOnServer(entry: ModelEntry): string {
  return entry.model ?? entry.id;
}

/** Whether the entry turns texts into vectors, and nothing else. */
export function canOnlyEmbed(entry: ModelEntry): boolean {
  return capabilitiesOf(entry).includes("embeddings") && !canChat(entry);
}

/** Whether the entry can answer messages: one that only embeds cannot. */
export function canChat(entry: ModelEntry): boolean {
  const words = capabilitiesOf(entry);
  return words.includes("chat") || words.includes("text");
}
