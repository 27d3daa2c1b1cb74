import type { ApiInputs, ApiOutputs } from "@/components/api/types";

/** A configured model as lists show it. */
export type ModelSummary = ApiOutputs["models"]["list"][number];
export type ModelEntryInput = ApiInputs["models"]["create"];
/** What was tried at one address, and what answered. */
export type Probe = ApiOutputs["models"]["discover"][number];
export type AvailableModel = Probe["models"][number];
export type ModelTest = ApiOutputs["models"]["test"];
export type ModelType = ModelSummary["type"];

interface TypeLook {
  readonly label: string;
  /** The address that such a server usually has; it may be left out where the server knows it too. */
  readonly address?: string;
  readonly isAddressOptional: boolean;
}

export const typeLooks: Record<ModelType, TypeLook> = {
  lm_studio: { label: "LM Studio", address: "http://127.0.0.1:1234", isAddressOptional: true },
  ollama: { label: "Ollama", address: "http://127.0.0.1:11434", isAddressOptional: true },
  custom: { label: "OpenAI-compatible", address: "http://127.0.0.1:8080/v1", isAddressOptional: false },
  gguf: { label: "GGUF file", isAddressOptional: true },
};

/** What the model answers from: the server's address, or the file. */
export function addressOf({ type, base_url, path }: Pick<ModelSummary, "type" | "base_url" | "path">): string {
  return (type === "gguf" ? path : base_url) ?? "";
}
