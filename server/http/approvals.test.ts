import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { readEvents } from "@/server/runs/read-events";

/** in.n → ask → out */
function asking(config: object = {}) {
  const chain = chainDocument(0);
  const node = {
    id: "ask",
    type: "approval",
    position: { x: 200, y: 0 },
    config: { title: "Send {{ value }}?", ...config },
  };
  return {
    ...chain,
    name: "Ask first",
    nodes: [...chain.nodes, node],
    connections: [
      { id: "a", source: "in", sourceHandle: "n", target: "ask", targetHandle: "value" },
      { id: "b", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
    ],
  };
}

/** Nothing of it is a matter of speed. */
const patience = { timeout: 20_000 };

describeEachDatabase("approvals over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  async function startWaiting(config?: object): Promise<string> {
    const { id } = (await ask("POST", "/api/v1/workflows", asking(config))).json;
    const { status, json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 7 } });
    expect([status, json.status]).toEqual([200, "waiting"]);
    return json.id;
  }
  const decide = (run: string, body: object) => ask("POST", `/api/v1/runs/${run}/nodes/ask/decision`, body);

  it("are listed with the question, answered once, and then gone", async () => {
    const run = await startWaiting();
    const { json } = await ask("GET", "/api/v1/approvals");
    expect(json.items).toMatchObject([
      {
        runId: run,
        nodeId: "ask",
        path: "",
        reason: "approval",
        workflowName: "Ask first",
        nodeTitle: "Approval",
        dueAt: null,
      },
    ]);
    expect(json.items[0].details).toEqual({ title: "Send 7?", value: 7 });
    const remembered = await decide(run, { decision: "approve", remember: "always" });
    expect([remembered.status, remembered.json.field]).toEqual([422, "remember"]);
    expect((await decide(run, { decision: "approve", value: 8 })).status).toBe(200);
    const second = await decide(run, { decision: "reject" });
    expect([second.status, second.json.code]).toEqual([409, "CONFLICT"]);
    expect((await ask("GET", "/api/v1/approvals")).json.items).toEqual([]);
    for (;;) {
      const { json: view } = await ask("GET", `/api/v1/runs/${run}`);
      if (view.status === "running" || view.status === "waiting") continue;
      expect(view.output).toEqual({ answer: 8 });
      break;
    }
    const events = (await ask("GET", `/api/v1/runs/${run}/events`)).text;
    expect(events).toMatch(/"type":"node\.decided".*"by":"local"/);
  });

  it("refuse a value that does not fit the form, and an answer that is none", async () => {
    const form = { type: "object", properties: { days: { type: "integer" } }, required: ["days"] };
    const run = await startWaiting({ form });
    const unfit = await decide(run, { decision: "approve", value: { days: "two" } });
    expect([unfit.status, unfit.json.detail]).toEqual([422, expect.stringContaining("days")]);
    expect([unfit.json.field, unfit.json.issues[0].path]).toEqual(["value.days", "value.days"]);
    const absent = await decide(run, { decision: "approve" });
    expect([absent.status, absent.json.code, absent.json.field]).toEqual([422, "NODE_INPUT_INVALID", "value"]);
    expect((await decide(run, { decision: "retry" })).status).toBe(409);
    expect((await decide(run, { decision: "perhaps" })).status).toBe(422);
    expect((await decide(run, { decision: "approve", value: { days: 2 } })).status).toBe(200);
  });

  const large = (letter: string) => letter.repeat(300_000);
  const isRef = { $ref: expect.any(String) };

  /** in.v → ask → out */
  async function startLarge(v: unknown): Promise<string> {
    const document = asking({ title: "Send it?" });
    const fields = [{ name: "n", type: "json" }];
    const nodes = document.nodes.map((node) => (node.id === "in" ? { ...node, config: { fields } } : node));
    const { id } = (await ask("POST", "/api/v1/workflows", { ...document, nodes })).json;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: v } });
    expect(json.status).toBe("waiting");
    return json.id;
  }

  it("store a large value once, in the question and in the answer, and show it whole", async () => {
    const run = await startLarge(large("a"));
    const shown = (await ask("GET", "/api/v1/approvals")).json.items.find(
      (item: { runId: string }) => item.runId === run,
    );
    expect(shown.details.value).toBe(large("a"));
    const view = (await ask("GET", `/api/v1/runs/${run}`)).json;
    expect(view.nodes.find((node: { nodeId: string }) => node.nodeId === "ask").waiting.details.value).toBe(large("a"));
    expect((await decide(run, { decision: "approve", value: large("b") })).status).toBe(200);
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${run}`)).json.status, patience).toBe("completed");
    expect((await ask("GET", `/api/v1/runs/${run}`)).json.output).toEqual({ answer: large("b") });
    const events = await readEvents(opened(), run);
    expect(events.find((event) => event.type === "node.waiting")).toMatchObject({ details: { value: isRef } });
    expect(events.find((event) => event.type === "node.decided")).toMatchObject({ value: isRef });
    const [largest] = await opened().execute<{ size: number }>(
      "select max(length(payload))::int as size from run_events where run_id = $1",
      [run],
    );
    expect(largest?.size).toBeLessThan(5_000);
  });

  it("take a value that looks like a reference for what it is", async () => {
    const run = await startLarge({ $ref: "mine" });
    expect((await decide(run, { decision: "approve", value: { $ref: "yours" } })).status).toBe(200);
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${run}`)).json.status, patience).toBe("completed");
    expect((await ask("GET", `/api/v1/runs/${run}`)).json.output).toEqual({ answer: { $ref: "yours" } });
  });

  it("name the node that asks, also inside a workflow that is called and uses the same ids", async () => {
    const inner = asking();
    const named = {
      ...inner,
      nodes: inner.nodes.map((node) => (node.id === "ask" ? { ...node, name: "Inner ask" } : node)),
    };
    const { id } = (await ask("POST", "/api/v1/workflows", named)).json;
    const outer = asking();
    const call = { id: "call", type: "workflow", name: "Call", position: { x: 100, y: 0 }, config: { workflow: id } };
    const calling = {
      ...outer,
      name: "Calls",
      nodes: [...outer.nodes.map((node) => (node.id === "ask" ? { ...node, name: "Outer ask" } : node)), call],
      connections: [
        { id: "a", source: "in", sourceHandle: "n", target: "call", targetHandle: "value" },
        { id: "b", source: "call", sourceHandle: "value", target: "ask", targetHandle: "value" },
        { id: "c", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
      ],
    };
    const stored = (await ask("POST", "/api/v1/workflows", calling)).json;
    const run = (await ask("POST", `/api/v1/workflows/${stored.id}/runs?wait=10`, { input: { n: 7 } })).json;
    const titles = async () => {
      const { items } = (await ask("GET", "/api/v1/approvals")).json;
      return items.flatMap((item: { runId: string; path: string; nodeTitle: string }) =>
        item.runId === run.id ? [[item.path, item.nodeTitle]] : [],
      );
    };
    expect(await titles()).toEqual([["call[0]", "Inner ask"]]);
    expect((await decide(run.id, { decision: "approve", path: "call[0]" })).status).toBe(200);
    await expect.poll(titles, patience).toEqual([["", "Outer ask"]]);
    expect((await decide(run.id, { decision: "reject" })).status).toBe(200);
  });

  it("come in pages, the newest first", async () => {
    const runs = [await startWaiting(), await startWaiting(), await startWaiting()];
    const first = (await ask("GET", "/api/v1/approvals?limit=2")).json;
    const rest = (await ask("GET", `/api/v1/approvals?limit=2&cursor=${first.nextCursor}`)).json;
    const listed = [...first.items, ...rest.items].map(({ runId }: { runId: string }) => runId);
    expect(listed).toEqual(runs.reverse());
    expect(rest.nextCursor).toBeNull();
  });
});
