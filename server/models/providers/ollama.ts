import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { whereOf } from "../asked";
import { serverRoot } from "../base-url";
import type { ModelEntry } from "../model-entry";
import { openaiCompatible } from "./openai-compatible";
import type { AvailableModel, Provider } from "./provider";
import { requestJson, requestServer } from "./server-request";

/** Ollama: chat by OpenAI's interface; its models are listed, shown, pulled and deleted by its own. */
export const ollama: Provider = { ...openaiCompatible, listModels };

const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string().optional(),
      size: z.number().optional(),
      details: z.object({ quantization_level: z.string().optional() }).optional(),
    }),
  ),
});

const showSchema = z.object({
  capabilities: z.array(z.string()).optional(),
  model_info: z.record(z.string(), z.unknown()).optional(),
});

async function listModels(entry: ModelEntry, address: string, signal: AbortSignal): Promise<readonly AvailableModel[]> {
  const answer = await requestJson({ entry, address, url: `${serverRoot(address)}/api/tags`, signal });
  const { models } = tagsSchema.parse(answer);
  // Each is asked for what it can; one that does not tell is still listed.
  const shown = await Promise.allSettled(models.map(({ name }) => showOllamaModel(entry, address, name, signal)));
  return models.map(({ name, size, details }, place) => {
    const known = shown[place];
    return {
      name,
      ...(size === undefined ? {} : { sizeBytes: size }),
      ...(details?.quantization_level === undefined ? {} : { quantization: details.quantization_level }),
      ...(known?.status === "fulfilled" ? known.value : {}),
    };
  });
}

/** What changes when the model is pulled again under the same name; undefined where the server has no such model. */
export async function digestOfOllamaModel(
  entry: ModelEntry,
  address: string,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await requestJson({ entry, address, url: `${serverRoot(address)}/api/tags`, signal });
  // A name without a tag means this one: https://github.com/ollama/ollama/blob/main/docs/api.md#model-names
  const full = name.includes(":") ? name : `${name}:latest`;
  return tagsSchema.parse(answer).models.find((model) => model.name === full)?.digest;
}

/** Capabilities in our words, and the context that the model was made for. */
export async function showOllamaModel(
  entry: ModelEntry,
  address: string,
  name: string,
  signal: AbortSignal,
): Promise<Pick<AvailableModel, "capabilities" | "context">> {
  const url = `${serverRoot(address)}/api/show`;
  const { capabilities, model_info } = showSchema.parse(
    await requestJson({ entry, address, url, method: "POST", body: { model: name }, signal }),
  );
  const context = Object.entries(model_info ?? {}).find(([key]) => key.endsWith(".context_length"))?.[1];
  return {
    ...(capabilities === undefined ? {} : { capabilities: capabilities.flatMap((word) => ourWords[word] ?? [word]) }),
    ...(typeof context === "number" ? { context } : {}),
  };
}

const ourWords: Record<string, readonly string[]> = {
  completion: ["text", "chat", "json_schema"],
  embedding: ["embeddings"],
};

export interface PullProgress {
  /** The server's words: `pulling manifest`, `verifying sha256 digest`. */
  readonly status: string;
  /** Of the layer that is being loaded. */
  readonly completedBytes?: number;
  readonly totalBytes?: number;
}

const pullStepSchema = z.object({
  status: z.string().optional(),
  error: z.string().optional(),
  total: z.number().optional(),
  completed: z.number().optional(),
});

/** Downloads a model to the server; ends after `success`. Aborting stops the download, and the next pull goes on with it. */
export async function* pullOllamaModel(
  entry: ModelEntry,
  address: string,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const url = `${serverRoot(address)}/api/pull`;
  const response = await requestServer({
    entry,
    address,
    url,
    method: "POST",
    body: { model: name, stream: true },
    signal,
  });
  let isDone = false;
  try {
    for await (const line of linesOf(response)) {
      const step = pullStepSchema.parse(JSON.parse(line));
      if (step.error !== undefined) throw pullError(name, address, step.error);
      isDone ||= step.status === "success";
      yield {
        status: step.status ?? "",
        ...(step.completed === undefined ? {} : { completedBytes: step.completed }),
        ...(step.total === undefined ? {} : { totalBytes: step.total }),
      };
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AppError) throw error;
    throw interrupted(name, address, error);
  }
  if (!isDone) throw interrupted(name, address);
}

export async function deleteOllamaModel(
  entry: ModelEntry,
  address: string,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  await requestServer({
    entry: { ...entry, model: name },
    address,
    url: `${serverRoot(address)}/api/delete`,
    method: "DELETE",
    body: { model: name },
    signal,
  });
}

function pullError(name: string, address: string, said: string): AppError {
  const isUnknown = /file does not exist|not found/i.test(said);
  return new AppError(
    isUnknown ? "MODEL_NOT_FOUND" : "UPSTREAM_FAILED",
    `Ollama at ${address} could not pull "${name}": ${said}`,
    {
      hint: isUnknown
        ? "Check the name at ollama.com/library, such as llama3.2 or qwen3:4b."
        : "Check that the machine has internet access and room on its disk.",
    },
  );
}

function interrupted(name: string, address: string, cause?: unknown): AppError {
  const where = whereOf({ entry: { id: name, type: "ollama" }, address });
  return new AppError("NETWORK_FAILED", `${where} was not pulled: the server stopped in the middle.`, {
    hint: "Pull again: it goes on where it stopped.",
    cause,
  });
}

async function* linesOf(response: Response): AsyncGenerator<string, void, undefined> {
  if (response.body === null) return;
  let rest = "";
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}
