import type { ModelType } from "../model-entry";
import type { Provider } from "./provider";

/** Loaded at their first use: the clients cost a server that starts a sixth of a second. */
const providers: Record<ModelType, () => Promise<Provider>> = {
  custom: async () => (await import("./openai-compatible")).openaiCompatible,
  lm_studio: async () => (await import("./lm-studio")).lmStudio,
  ollama: async () => (await import("./ollama")).ollama,
  gguf: async () => (await import("./gguf")).gguf,
};

const loaded = new Map<ModelType, Provider>();

export async function providerOf(type: ModelType): Promise<Provider> {
  const known = loaded.get(type);
  if (known !== undefined) return known;
  const provider = await providers[type]();
  loaded.set(type, provider);
  return provider;
}
