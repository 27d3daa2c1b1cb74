import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

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
    expect((await decide(run, { decision: "retry" })).status).toBe(409);
    expect((await decide(run, { decision: "perhaps" })).status).toBe(422);
    expect((await decide(run, { decision: "approve", value: { days: 2 } })).status).toBe(200);
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
