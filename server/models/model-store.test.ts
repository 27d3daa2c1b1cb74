import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { forgetSingleton, singleton } from "@/server/singleton";
import { createModel } from "./create-model";
import { deleteModel } from "./delete-model";
import { findModel } from "./find-model";
import { listModels } from "./list-models";
import type { TestRegistry } from "./testing/test-registry";
import { openTestRegistry } from "./testing/test-registry";
import { updateModel } from "./update-model";

describeEachDatabase("the entries of the app", (opened) => {
  let registry: TestRegistry;
  beforeEach(() => {
    registry = openTestRegistry();
    forgetSingleton("model-store");
    singleton("database", (): Promise<Database> => Promise.resolve(opened()));
  });
  afterEach(async () => {
    await opened().query("delete from models");
    forgetSingleton("database");
    registry.restore();
  });

  test("are stored, changed and deleted, in the order in which they were made", async () => {
    await createModel({ id: "z-first", type: "ollama", name: "First" });
    await createModel({
      id: "a-second",
      type: "custom",
      base_url: "http://127.0.0.1:9",
      capabilities: ["chat", "juggling"],
    });
    await updateModel("z-first", { type: "ollama", name: "Still first" });
    expect((await listModels()).map(({ id, name }) => [id, name])).toEqual([
      ["z-first", "Still first"],
      ["a-second", "a-second"],
    ]);
    await deleteModel("z-first");
    expect((await listModels()).map(({ id }) => id)).toEqual(["a-second"]);
  });

  test("keep key and headers together in the sealed column, and out of the other", async () => {
    await createModel({ id: "mine", type: "ollama", api_key: "hunter2", headers: { "X-Key": "swordfish" } });
    expect((await findModel("mine")).entry).toMatchObject({ api_key: "hunter2", headers: { "X-Key": "swordfish" } });
    const [row] = await opened().execute<{ config: unknown; api_key: string }>("select config, api_key from models");
    expect(JSON.stringify(row?.config)).not.toMatch(/hunter2|swordfish/);
    expect(row?.api_key).toContain("hunter2");
  });
});
