import { describe, expect, it } from "vitest";
import { modelOptions } from "./model-options";

const models = [
  { id: "starter", name: "Starter", type: "gguf" },
  { id: "qwen", name: "qwen", type: "ollama" },
];

describe("modelOptions", () => {
  it("offers the default and what the registry has", () => {
    const { options, isMissing } = modelOptions(models, "qwen");
    expect(options.map(({ value, label, description }) => [value, label, description])).toEqual([
      ["default", "Default", expect.any(String)],
      ["starter", "Starter", "starter · gguf"],
      ["qwen", "qwen", "ollama"],
    ]);
    expect(isMissing).toBe(false);
  });

  it("leaves out what only makes embeddings", () => {
    const vectors = { id: "vectors", type: "gguf", capabilities: ["embeddings"] };
    const both = { id: "both", type: "ollama", capabilities: ["chat", "embeddings"] };
    expect(modelOptions([vectors, both], "").options.map(({ value }) => value)).toEqual(["default", "both"]);
    expect(modelOptions([vectors], "vectors").isMissing).toBe(true);
  });

  it("keeps a model that is not there, and says so once it is known", () => {
    expect(modelOptions(models, "gone")).toMatchObject({ isMissing: true });
    expect(modelOptions(models, "gone").options.at(-1)).toMatchObject({
      value: "gone",
      description: "Not on this machine",
    });
    expect(modelOptions(undefined, "gone").isMissing).toBe(false);
  });

  it("shows the way to models where there is none", () => {
    expect(modelOptions([], "default").isMissing).toBe(true);
  });
});
