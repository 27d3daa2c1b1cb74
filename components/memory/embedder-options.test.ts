import { describe, expect, it } from "vitest";
import { embedderOptions } from "./embedder-options";

const models = [
  { id: "chat", name: "Chat", capabilities: ["chat"] },
  { id: "nomic", name: "Nomic", capabilities: ["embeddings"] },
];
const values = (current: string, known: typeof models | undefined = models) =>
  embedderOptions(known, current).map(({ value, description }) => `${value}: ${description}`);

describe("embedderOptions", () => {
  it("lists what makes embeddings, behind the default", () => {
    expect(embedderOptions(models, "default").map(({ value }) => value)).toEqual(["default", "nomic"]);
  });

  it("keeps one that is gone, and calls it missing only when the models are known", () => {
    expect(values("lost").at(-1)).toBe("lost: Not on this machine");
    expect(embedderOptions(undefined, "lost").at(-1)).toMatchObject({ value: "lost", description: undefined });
  });
});
