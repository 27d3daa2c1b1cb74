import { z } from "zod";
import { isAppError } from "@/nodes/core/app-error";
import { serverRoot } from "../base-url";
import type { ModelEntry } from "../model-entry";
import { openaiCompatible } from "./openai-compatible";
import type { AvailableModel, Provider } from "./provider";
import { requestJson } from "./server-request";

/** LM Studio: OpenAI's interface, and one of its own that tells more about each model. */
export const lmStudio: Provider = { ...openaiCompatible, listModels };

const detailsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.string().optional(),
      quantization: z.string().optional(),
      state: z.string().optional(),
      max_context_length: z.number().optional(),
      loaded_context_length: z.number().optional(),
      capabilities: z.array(z.string()).optional(),
    }),
  ),
});

type Details = z.infer<typeof detailsSchema>["data"][number];

async function listModels(entry: ModelEntry, address: string, signal: AbortSignal): Promise<readonly AvailableModel[]> {
  try {
    const answer = await requestJson({ entry, address, url: `${serverRoot(address)}/api/v0/models`, signal });
    const parsed = detailsSchema.safeParse(answer);
    if (parsed.success) return parsed.data.data.map(toAvailable);
  } catch (error) {
    // Versions before 0.3.6 have OpenAI's interface alone; a server that cannot be reached has neither.
    if (signal.aborted || (isAppError(error) && error.retryable)) throw error;
  }
  return await openaiCompatible.listModels(entry, address, signal);
}

function toAvailable(model: Details): AvailableModel {
  const context = model.loaded_context_length ?? model.max_context_length;
  return {
    name: model.id,
    capabilities: capabilitiesOf(model),
    ...(context === undefined ? {} : { context }),
    ...(model.state === undefined ? {} : { isLoaded: model.state === "loaded" }),
    ...(model.quantization === undefined ? {} : { quantization: model.quantization }),
  };
}

function capabilitiesOf({ type, capabilities }: Details): readonly string[] {
  if (type === "embeddings") return ["embeddings"];
  const tools = capabilities === undefined || capabilities.includes("tool_use") ? ["tools"] : [];
  return ["text", "chat", ...tools, "json_schema", ...(type === "vlm" ? ["vision"] : [])];
}
