import { describe, expect, it } from "vitest";
import { modelEntrySchema } from "@/server/models/model-entry";
import { summarize } from "@/server/models/model-summary";
import { mask } from "@/server/models/secret-fields";
import { changeForAvailable, changeForm, emptyForm, entryOf, formOf } from "./model-form";

const none: ReadonlySet<string> = new Set();

describe("changeForm", () => {
  it("lets the id follow the name until it is written by hand", () => {
    const named = changeForm(emptyForm(), { name: "Qwen 3" }, none);
    expect(named.id).toBe("qwen-3");
    const written = changeForm(named, { id: "mine", isIdWritten: true }, none);
    expect(changeForm(written, { name: "Other" }, none).id).toBe("mine");
  });

  it("makes the id from the server's model where there is no name", () => {
    expect(changeForm(emptyForm(), { model: "qwen/qwen3-4b" }, new Set(["qwen3-4b"])).id).toBe("qwen3-4b-2");
  });

  it("takes the type's usual capabilities until they are chosen", () => {
    const custom = changeForm(emptyForm(), { type: "custom" }, none);
    expect(custom.capabilities).toEqual(["text", "chat"]);
    const told = changeForm(custom, changeForAvailable({ name: "v", capabilities: ["vision"] }), none);
    expect(changeForm(told, { type: "ollama" }, none).capabilities).toEqual(["vision"]);
  });
});

describe("entryOf", () => {
  it("leaves out what is empty, and passes the server's schema", () => {
    const entry = entryOf(changeForm(emptyForm("ollama"), { model: "llama3.2:3b" }, none));
    expect(entry).toEqual({
      id: "llama3.2:3b",
      type: "ollama",
      model: "llama3.2:3b",
      capabilities: ["text", "chat", "json_schema"],
    });
    expect(modelEntrySchema.safeParse(entry).success).toBe(true);
  });

  it("gives an entry back unchanged when nothing was edited, unseen fields included", () => {
    const entry = modelEntrySchema.parse({
      id: "office",
      name: "Office",
      type: "custom",
      base_url: "https://llm.example.com/v1",
      endpoints: ["https://llm2.example.com/v1"],
      model: "mistral-small",
      capabilities: ["text", "chat", "house-style"],
      headers: { "X-Team": "research" },
      maxConcurrent: 8,
      timeouts: { firstTokenMs: 1500, idleMs: 7000, totalMs: 60_000 },
      context: 4096,
    });
    const shown = summarize({ entry, source: "app", hidesFileEntry: false });
    expect(entryOf(formOf(shown), shown)).toEqual({ ...entry, headers: { "X-Team": mask } });
  });

  it("says that the last header was removed: one that is not sent keeps its value", () => {
    const entry = modelEntrySchema.parse({ id: "office", type: "ollama", headers: { "X-Team": "research" } });
    const shown = summarize({ entry, source: "app", hidesFileEntry: false });
    expect(entryOf({ ...formOf(shown), headers: [] }, shown).headers).toEqual({});
  });

  it("keeps what only a file has, and drops addresses from it", () => {
    const entry = modelEntrySchema.parse({
      id: "tiny",
      type: "gguf",
      path: "tiny.gguf",
      capabilities: ["chat"],
      maxConcurrent: 1,
      gpu: "auto",
      threads: 2,
    });
    const shown = summarize({ entry, source: "app", hidesFileEntry: false });
    expect(entryOf({ ...formOf(shown), baseUrl: "http://127.0.0.1:1" }, shown)).toEqual(entry);
  });
});
