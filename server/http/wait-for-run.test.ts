import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { startRun } from "@/server/executor/start-run";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { waitForRun } from "@/server/http/wait-for-run";

const chain = chainDocument(0);
const asking = {
  ...chain,
  nodes: [...chain.nodes, { id: "ask", type: "approval", position: { x: 0, y: 0 }, config: { title: "Go?" } }],
  connections: [
    { id: "a", source: "in", sourceHandle: "n", target: "ask", targetHandle: "value" },
    { id: "b", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
  ],
};

const pausing = {
  ...chain,
  nodes: [...chain.nodes, { id: "pause", type: "wait", position: { x: 0, y: 0 }, config: { ms: 400 } }],
  connections: [
    { id: "a", source: "in", sourceHandle: "n", target: "pause", targetHandle: "value" },
    { id: "b", source: "pause", sourceHandle: "value", target: "out", targetHandle: "value" },
  ],
};

describeEachDatabase("waiting for a run", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let workflowId: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    workflowId = (await ask("POST", "/api/v1/workflows", asking)).json.id;
  });
  afterAll(() => served.end());

  const start = () => startRun({ workspaceId: "default", workflowId, input: { n: 1 }, trigger: "api" });
  const statusOf = async (id: string) => (await ask("GET", `/api/v1/runs/${id}`)).json.status;
  const patience = { ms: 5_000 };

  it("is over at once where it began to wait for a person before anybody listened", async () => {
    const started = await start();
    await started.committed;
    await expect.poll(() => statusOf(started.runId)).toBe("waiting");
    expect((await waitForRun("default", started, patience))?.status).toBe("waiting");
    const { runId, committed } = started;
    expect((await waitForRun("default", { runId, committed }, patience))?.status).toBe("waiting");
  });

  it("goes on where the run that waited was answered and runs again", async () => {
    const started = await start();
    await expect.poll(() => statusOf(started.runId)).toBe("waiting");
    const decision = await ask("POST", `/api/v1/runs/${started.runId}/nodes/ask/decision`, { decision: "approve" });
    expect(decision.status).toBe(200);
    const { runId, committed } = started;
    const [here, elsewhere] = [started, { runId, committed }].map((one) => waitForRun("default", one, patience));
    expect((await here)?.status).toBe("completed");
    expect((await elsewhere)?.status).toBe("completed");
  });

  it("is not over where the run waits for a time", async () => {
    const { id } = (await ask("POST", "/api/v1/workflows", pausing)).json;
    const started = await startRun({ workspaceId: "default", workflowId: id, input: { n: 1 }, trigger: "api" });
    const { runId, committed } = started;
    await expect.poll(() => statusOf(runId), { interval: 5 }).toBe("waiting");
    const [here, elsewhere] = [started, { runId, committed }].map((one) => waitForRun("default", one, patience));
    expect((await here)?.status).toBe("completed");
    expect((await elsewhere)?.status).toBe("completed");
    const answer = await ask("POST", `/api/v1/workflows/${id}/runs?wait=20`, { input: { n: 1 } });
    expect([answer.status, answer.json.status]).toEqual([200, "completed"]);
    const tooLong = await ask("POST", `/api/v1/workflows/${id}/runs?wait=0.1`, { input: { n: 1 } });
    expect(tooLong.status).toBe(202);
  });

  it("gives the run that waits again to who starts it with the same key", async () => {
    const again = () =>
      ask("POST", `/api/v1/workflows/${workflowId}/runs?wait=20`, { input: { n: 1 } }, { "idempotency-key": "k" });
    for (let i = 0; i < 3; i += 1) {
      const { status, json } = await again();
      expect([status, json.status]).toEqual([200, "waiting"]);
    }
  });
});
