import { performance } from "node:perf_hooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { countModels } from "./count-models";
import { createModel } from "./create-model";
import { deleteModel } from "./delete-model";
import { exportModelsYaml } from "./export-models-yaml";
import { findModel } from "./find-model";
import { getModel } from "./get-model";
import { recordAnswer, recordFailure } from "./last-use";
import { listModels } from "./list-models";
import { listModelsFileProblems } from "./list-models-file-problems";
import type { ModelEntryInput } from "./model-entry";
import { parseModelsFile } from "./models-file";
import { mask } from "./secret-fields";
import { errorOf } from "./testing/ask";
import type { TestRegistry } from "./testing/test-registry";
import { openTestRegistry } from "./testing/test-registry";
import { updateModel } from "./update-model";

let registry: TestRegistry;
beforeEach(() => {
  registry = openTestRegistry();
});
afterEach(() => registry.restore());

const remote: ModelEntryInput = {
  id: "remote",
  type: "custom",
  base_url: "http://127.0.0.1:9999",
  api_key: "hunter2",
  headers: { "X-Team": "looms", Authorization: "Basic c2VjcmV0" },
};

describe("the registry", () => {
  test("has the file's entries first, then those of the app; default is the first", async () => {
    registry.writeFile("models:\n  - id: from-file\n    type: ollama\n");
    await createModel(remote);
    expect((await listModels()).map(({ id, source }) => [id, source])).toEqual([
      ["from-file", "file"],
      ["remote", "app"],
    ]);
    expect((await getModel("default")).id).toBe("from-file");
  });

  test("shows defaults, and never a key", async () => {
    await createModel(remote);
    const [shown] = await listModels();
    expect(shown).toMatchObject({
      name: "remote",
      model: "remote",
      base_url: "http://127.0.0.1:9999/v1",
      capabilities: ["text", "chat"],
      maxConcurrent: 16,
      hasApiKey: true,
      headers: { "X-Team": mask, Authorization: mask },
      status: { state: "unknown" },
    });
    expect(JSON.stringify(shown)).not.toMatch(/hunter2|c2VjcmV0|looms/);
  });

  test("sees a change of the file, and tells what is wrong in it", async () => {
    expect(await listModels()).toEqual([]);
    registry.writeFile("models:\n  - id: new\n    type: ollama\n  - id: broken\n    type: nothing\n");
    expect((await findModel("new")).source).toBe("file");
    expect(await listModelsFileProblems()).toEqual([expect.stringContaining('models.yaml, line 5, "broken"')]);
  });

  test("shows a changed file in the list, though nothing of the app changed", async () => {
    const now = performance.now();
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    registry.writeFile("models:\n  - id: first\n    type: ollama\n");
    expect((await listModels()).map(({ id }) => id)).toEqual(["first"]);
    registry.writeFile("models:\n  - id: another\n    type: ollama\n");
    clock.mockImplementation(() => now + 600);
    expect((await listModels()).map(({ id }) => id)).toEqual(["another"]);
    clock.mockRestore();
  });

  test("counts what is configured and what answered last", async () => {
    registry.set({ id: "a", type: "ollama" }, { id: "b", type: "ollama" }, { id: "c", type: "ollama" });
    recordAnswer("a");
    recordFailure("b", new Error("gone"));
    expect(await countModels()).toEqual({ configured: 3, reachable: 1 });
  });
});

describe("a new entry", () => {
  test("must have an id that is free, in the app and in the file", async () => {
    registry.writeFile("models:\n  - id: from-file\n    type: ollama\n");
    await createModel(remote);
    expect(await errorOf(createModel(remote))).toMatchObject({ code: "CONFLICT", field: "id" });
    expect(await errorOf(createModel({ id: "from-file", type: "ollama" }))).toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("models.yaml"),
    });
  });

  test("that is wrong names every field", async () => {
    const error = await errorOf(createModel({ id: "status", type: "custom", maxConcurrent: 0 }));
    expect(error.code).toBe("REQUEST_INVALID");
    expect(error.details?.issues).toEqual(
      ["id", "maxConcurrent", "base_url"].map((path) => expect.objectContaining({ path })),
    );
  });
});

describe("a change", () => {
  test("keeps a key that is not sent, and a header that comes back masked", async () => {
    await createModel(remote);
    const shown = await getModel("remote");
    await updateModel("remote", { type: "custom", base_url: "http://127.0.0.1:8888", headers: shown.headers });
    const { entry } = await findModel("remote");
    expect(entry).toMatchObject({
      base_url: "http://127.0.0.1:8888/v1",
      api_key: "hunter2",
      headers: { "X-Team": "looms", Authorization: "Basic c2VjcmV0" },
    });
  });

  test("keeps what is write-only when it is not sent, or sent as it was shown", async () => {
    await createModel(remote);
    const { type, base_url } = remote;
    await updateModel("remote", { type, base_url, name: "Renamed" });
    await updateModel("remote", { type, base_url, api_key: mask });
    expect((await findModel("remote")).entry).toMatchObject({ api_key: "hunter2", headers: remote.headers });
    await updateModel("remote", { type, base_url, headers: { Authorization: mask } });
    expect((await findModel("remote")).entry.headers).toEqual({ Authorization: "Basic c2VjcmV0" });
    await updateModel("remote", { type, base_url, headers: {} });
    expect((await findModel("remote")).entry.headers).toBeUndefined();
  });

  test("stores no mask in place of a value that was never there", async () => {
    const plain = { id: "plain", type: "custom", base_url: "http://127.0.0.1:9999" } as const;
    await createModel(plain);
    const masked: Partial<ModelEntryInput>[] = [
      { api_key: mask },
      { headers: { "X-New": mask } },
      { headers: { constructor: mask } as Record<string, string> },
    ];
    for (const secret of masked) {
      expect((await errorOf(updateModel("plain", { ...plain, ...secret }))).code).toBe("REQUEST_INVALID");
      expect((await errorOf(createModel({ ...plain, id: "other", ...secret }))).field).toBeTruthy();
    }
  });

  test("removes a key with null", async () => {
    await createModel(remote);
    expect(
      (await updateModel("remote", { type: "custom", base_url: "http://127.0.0.1:9999", api_key: null })).hasApiKey,
    ).toBe(false);
  });

  test("of an entry of the file stands before it, until it is deleted", async () => {
    registry.writeFile("models:\n  - id: from-file\n    type: ollama\n    name: In the file\n");
    expect(await updateModel("from-file", { type: "ollama", name: "In the app" })).toMatchObject({
      name: "In the app",
      source: "app",
      hidesFileEntry: true,
    });
    expect(await listModels()).toHaveLength(1);
    await deleteModel("from-file");
    expect(await getModel("from-file")).toMatchObject({ name: "In the file", source: "file" });
  });

  test("of the id is refused", async () => {
    await createModel(remote);
    expect(await errorOf(updateModel("remote", { ...remote, id: "other" }))).toMatchObject({
      code: "REQUEST_INVALID",
      field: "id",
    });
  });

  test("of what does not exist is refused", async () => {
    expect(await errorOf(updateModel("nothing", { type: "ollama" }))).toMatchObject({ code: "MODEL_NOT_FOUND" });
  });
});

describe("deleting", () => {
  test("an entry of the file alone is refused, with what to do", async () => {
    registry.writeFile("models:\n  - id: from-file\n    type: ollama\n");
    expect(await errorOf(deleteModel("from-file"))).toMatchObject({
      code: "CONFLICT",
      hint: expect.stringContaining("Remove it from models.yaml"),
    });
  });

  test("removes an entry of the app", async () => {
    await createModel(remote);
    await deleteModel("remote");
    expect(await listModels()).toEqual([]);
  });
});

describe("the export", () => {
  test("is a models.yaml with everything but the secrets", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how models.yaml names a variable
    registry.writeFile('models:\n  - id: from-file\n    type: ollama\n    api_key: "${OLLAMA_KEY}"\n');
    await createModel(remote);
    const yaml = await exportModelsYaml();
    expect(yaml).not.toMatch(/hunter2|c2VjcmV0|looms/);
    expect(yaml).toContain("# Keys are not exported. Add api_key to: remote\n");
    expect(yaml).toContain("# Values of headers are not exported. Add X-Team, Authorization to: remote\n");
    expect(parse(yaml)).toEqual({
      models: [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
        { id: "from-file", type: "ollama", api_key: "${OLLAMA_KEY}" },
        { id: "remote", type: "custom", base_url: "http://127.0.0.1:9999/v1" },
      ],
    });
    expect(parseModelsFile(yaml).problems).toEqual([]);
  });
});
