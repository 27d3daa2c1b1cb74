import type { ModelType } from "../model-entry";
import { lmStudio } from "./lm-studio";
import { ollama } from "./ollama";
import { openaiCompatible } from "./openai-compatible";
import type { Provider } from "./provider";

const providers: Record<ModelType, Provider> = {
  custom: openaiCompatible,
  lm_studio: lmStudio,
  ollama,
  gguf: openaiCompatible,
};

export function providerOf(type: ModelType): Provider {
  return providers[type];
}
