import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldEvents } from "@/nodes/core/run-state";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { ask, serveFrom } from "@/server/http/testing";
import { unloadModels } from "@/server/models/gguf/loaded-models";
import { readEvents } from "@/server/runs/read-events";
import { listExamples } from "./list-examples";

const examples = listExamples();

let database: Database;
let served: ReturnType<typeof serveFrom>;
beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
});
afterAll(async () => {
  await served.end();
  await unloadModels();
  await database.close();
});

/** Runs an example as it comes, but greedy and seeded; the network stays away. */
async function run(slug: string): Promise<{ output: Record<string, unknown>; nodes: readonly NodeSummary[] }> {
  const document = structuredClone(examples.find((one) => one.slug === slug)?.document);
  if (document === undefined) throw new Error(`There is no example ${slug}.`);
  for (const node of document.nodes) {
    // What is compared is what the model says, and not what was kept of it.
    node.policy = { ...node.policy, cache: "never" };
    if (node.type === "model") Object.assign(node.config, { model: "starter", temperature: 0, seed: 1 });
    if (node.type === "http")
      Object.assign(node.config, { url: "https://wikipedia.invalid/{{ title }}", allowHosts: ["wikipedia.invalid"] });
  }
  const { id } = (await ask("POST", "/api/v1/workflows", document)).json;
  const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=60`, { input: {} });
  expect(json.status, JSON.stringify(json.error)).toBe("completed");
  return json;
}

interface NodeSummary {
  readonly nodeId: string;
  readonly status: string;
}

test.each(examples.map(({ slug }) => slug))("%s gives the same with the starter model each time", async (slug) => {
  const { output } = await run(slug);
  expect(Object.keys(output).length).toBeGreaterThan(0);
  for (const value of Object.values(output)) expect(JSON.stringify(value).length).toBeGreaterThan(10);
  expect((await run(slug)).output).toEqual(output);
});

describe("with the starter model", () => {
  test("research-a-topic explains from the notes", async () => {
    const { output } = await run("research-a-topic");
    const paragraphs = String(output.answer).split("\n\n");
    expect(new Set(paragraphs).size).toBe(3);
    const notes = examples.find(({ slug }) => slug === "research-a-topic")?.document.nodes[0]?.config.fields as
      | { readonly name: string; readonly default: string }[]
      | undefined;
    const known = notes?.find(({ name }) => name === "notes")?.default ?? "";
    for (const paragraph of paragraphs) expect(known).toContain(paragraph);
  });

  test("research-then-summarize finds the facts and keeps the first ones", async () => {
    const { output } = await run("research-then-summarize");
    expect(output.notes).toMatch(/^- .*\n- /);
    expect(String(output.notes)).toContain(String(output.summary).split(".")[0]);
  });

  test("route-a-request answers the letter", async () => {
    expect((await run("route-a-request")).output.answer).toContain("Thank you for your message.");
  });

  test("panel-of-three weighs three opinions", async () => {
    expect((await run("panel-of-three")).output.recommendation).toContain("I recommend");
  });

  test("extract-then-calculate adds up what the letter orders", async () => {
    const { output } = await run("extract-then-calculate");
    expect(output.total).toEqual({ customer: "Ada", pieces: 5, total: 37.5 });
  });

  test("agent-with-tools asks its colleague", async () => {
    const { output, nodes } = await run("agent-with-tools");
    expect(output.answer).toContain("each item of a list");
    expect(nodes.filter(({ nodeId }) => nodeId === "guide").map(({ status }) => status)).toEqual(["completed"]);
  });
});

describe.each(["steps", "result"] as const)("the mark of the starter model, with durability %s", (durability) => {
  /** in → call (workflow: research-a-topic) → out */
  async function callExample(): Promise<string> {
    const example = examples.find(({ slug }) => slug === "research-a-topic")?.document;
    const { id: called } = (await ask("POST", "/api/v1/workflows", example)).json;
    const at = { x: 0, y: 0 };
    const document = {
      format: "heddle.workflow",
      version: 1,
      name: "Caller",
      settings: { durability },
      nodes: [
        { id: "in", type: "input", position: at, config: { fields: [] } },
        { id: "topic", type: "transform", position: at, config: { expression: '{"topic": "agents"}' } },
        { id: "call", type: "workflow", position: at, config: { workflow: called } },
        { id: "out", type: "output", position: at, config: { name: "said" } },
        { id: "aside", type: "transform", position: at, config: { expression: "1" } },
      ],
      connections: [
        { id: "c1", source: "topic", sourceHandle: "value", target: "call", targetHandle: "value" },
        { id: "c2", source: "call", sourceHandle: "value", target: "out", targetHandle: "value" },
      ],
    };
    const { id } = (await ask("POST", "/api/v1/workflows", document)).json;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=60`, { input: {} });
    expect(json.status, JSON.stringify(json.error)).toBe("completed");
    return json.id;
  }

  const marks = async (runId: string) => {
    const { nodeRuns } = foldEvents(runId, await readEvents(database, runId));
    return Object.fromEntries(["call", "aside"].map((id) => [id, nodeRuns.get(id)?.isFromStarter]));
  };

  test("is on a node that calls a workflow which it answers in, and stays in a fork", async () => {
    const runId = await callExample();
    expect(await marks(runId)).toEqual({ call: true, aside: undefined });
    if (durability === "result") return;
    const fork = await ask("POST", `/api/v1/runs/${runId}/fork?wait=60`, { fromNode: "out" });
    expect(fork.json.id).not.toBe(runId);
    expect(await marks(fork.json.id)).toEqual({ call: true, aside: undefined });
  });
});
