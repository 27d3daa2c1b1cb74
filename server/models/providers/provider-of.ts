import type { ModelType } from "../model-entry";
import { gguf } from "./gguf";
import { lmStudio } from "./lm-studio";
import { ollama } from "./ollama";
import { openaiCompatible } from "./openai-compatible";
import type { Provider } from "./provider";

const providers: Record<ModelType, Provider> = {
  custom: openaiCompatible,
  lm_studio: lmStudio,
  ollama,
  gguf,
};

export function providerOf(type: ModelType): Provider {
  return providers[type];
}
