/** What to do about a model that the registry of this machine does not have. */
export function missingModel(id: string): string {
  if (id === "default")
    return "No model is connected yet. Connect LM Studio, Ollama, another server or a GGUF file on the page Models, or in models.yaml.";
  return `There is no model "${id}" here. Choose another one in this node, or add it under Models.`;
}
