import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startServer } from "./support/server";
import { startStubModel } from "./support/stub-model";

/** The command line as people call it, with and without a server that holds the data folder. */

const root = path.resolve(import.meta.dirname, "..");

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function heddle(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      "npm",
      ["run", "--silent", "heddle", "--", ...args],
      { cwd: root, env: { ...process.env, ...env } },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
      },
    );
  });
}

const node = (id: string, type: string, config: object = {}) => ({ id, type, position: { x: 0, y: 0 }, config });
const link = (id: string, ends: string) => {
  const [source, sourceHandle, target, targetHandle] = ends.split(/ -> |\./);
  return { id, source, sourceHandle, target, targetHandle };
};

const doubling = {
  format: "heddle.workflow",
  version: 1,
  name: "Doubling",
  nodes: [
    node("in", "input", { fields: [{ name: "n", type: "number", required: true }] }),
    node("t", "transform", { expression: "value * 2" }),
    node("out", "output", { name: "answer" }),
  ],
  connections: [link("c1", "in.n -> t.value"), link("c2", "t.value -> out.value")],
};

let folder: string;
let file: string;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "heddle-cli-"));
  file = path.join(folder, "doubling.json");
  await writeFile(file, JSON.stringify(doubling));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test("without a server: runs, validates, imports and exports by itself, and its exit code says how it went", async () => {
  const env = { HEDDLE_DATA_DIR: path.join(folder, "data") };
  const run = await heddle(["run", file, "--input", '{"n":21}'], env);
  expect(run).toMatchObject({ code: 0, out: `${JSON.stringify({ answer: 42 }, null, 2)}\n` });
  expect(run.err).toContain("✓ t");

  const refused = await heddle(["run", file, "--input", '{"n":"many"}'], env);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("input.n");

  const reaching = path.join(folder, "reaching.json");
  const http = { id: "t", type: "http", position: { x: 0, y: 0 }, config: { url: "https://api.example.com/x" } };
  await writeFile(reaching, JSON.stringify({ ...doubling, nodes: [http], connections: [] }));
  expect(await heddle(["run", reaching], env)).toMatchObject({
    code: 1,
    err: expect.stringContaining("allow it with --allow api.example.com"),
  });

  expect(await heddle(["validate", file], env)).toMatchObject({ code: 0 });
  const cut = path.join(folder, "cut.json");
  await writeFile(cut, '{"format":"heddle.workflow","ver');
  expect(await heddle(["validate", cut], env)).toMatchObject({ code: 1, err: expect.stringContaining("not JSON") });

  const imported = await heddle(["import", file], env);
  expect(imported.code).toBe(0);
  const out = path.join(folder, "exported.json");
  expect((await heddle(["export", imported.out.trim(), "--out", out], env)).code).toBe(0);
  expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({
    name: "Doubling",
    connections: doubling.connections,
  });
  expect(await heddle(["nonsense"], env)).toMatchObject({ code: 1, err: expect.stringContaining("nonsense") });
});

test("with a server on the data folder: talks to it, shows the trace live, and leaves the run in its history", async () => {
  const stub = await startStubModel(() => ({ text: "looms weave cloth", tokenMs: 5 }));
  const server = await startServer();
  try {
    await fetch(`${server.url}/api/v1/models`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        id: "stub",
        name: "Stub",
        type: "custom",
        base_url: stub.base,
        model: "stub-model",
        capabilities: ["text", "chat"],
      }),
    });
    const env = { HEDDLE_DATA_DIR: server.dataFolder };
    const run = await heddle(
      ["run", path.join(root, "examples/1-research-a-topic.json"), "--input", '{"topic":"looms"}'],
      env,
    );
    expect(run).toMatchObject({ code: 0, out: "looms weave cloth\n" });
    expect(run.err).toContain("looms weave cloth");
    const { items } = (await (await fetch(`${server.url}/api/v1/runs`)).json()) as { items: { status: string }[] };
    expect(items.map((one) => one.status)).toEqual(["completed"]);
    const { items: workflows } = (await (await fetch(`${server.url}/api/v1/workflows`)).json()) as {
      items: { name: string }[];
    };
    expect(workflows.filter((one) => one.name !== "Research a topic")).toEqual([]);
  } finally {
    await server.remove();
    await stub.close();
  }
});
