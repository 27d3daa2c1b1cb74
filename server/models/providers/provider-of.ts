import type { ModelType } from "../model-entry";
import { openaiCompatible } from "./openai-compatible";
import type { Provider } from "./provider";

const providers: Record<ModelType, Provider> = {
  custom: openaiCompatible,
  lm_studio: openaiCompatible,
  ollama: openaiCompatible,
  gguf: openaiCompatible,
};

export function providerOf(type: ModelType): Provider {
  return providers[type];
}
