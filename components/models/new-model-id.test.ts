import { describe, expect, it } from "vitest";
import { modelIdSchema } from "@/server/models/model-entry";
import { newModelId } from "./new-model-id";

const none: ReadonlySet<string> = new Set();

describe("newModelId", () => {
  it.each([
    ["llama3.2:3b", "llama3.2:3b"],
    ["qwen/qwen3-4b", "qwen3-4b"],
    ["Qwen 3 in LM Studio", "qwen-3-in-lm-studio"],
    ["models\\Tiny.Q4_K_M.gguf", "tiny.q4_k_m"],
    ["Übergrößé (beta)", "ubergro-e-beta"],
    ["  ", "model"],
    ["模型", "model"],
  ])("makes %j to %j", (name, id) => {
    expect(newModelId(name, none)).toBe(id);
  });

  it("numbers what is taken or reserved", () => {
    expect(newModelId("qwen", new Set(["qwen", "qwen-2"]))).toBe("qwen-3");
    expect(newModelId("Default", none)).toBe("default-2");
  });

  it("always gives an id that the server takes", () => {
    for (const name of ["-", "...", "a".repeat(500), "A/B/C", "x:@._-", "status", "🦙 llama", `${"a".repeat(127)}-b`]) {
      expect(modelIdSchema.safeParse(newModelId(name, none)).success, name).toBe(true);
    }
  });
});
