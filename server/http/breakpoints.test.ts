import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { stopExecutor } from "@/server/executor/executor";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

describeEachDatabase("breakpoints over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let workflow: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    workflow = (await ask("POST", "/api/v1/workflows", chainDocument(2))).json.id;
  });
  afterAll(() => served.end());

  const start = (body: object, query = "?wait=10") =>
    ask("POST", `/api/v1/workflows/${workflow}/runs${query}`, { input: { n: 1 }, ...body });
  const resume = (run: string, body?: object) => ask("POST", `/api/v1/runs/${run}/resume`, body ?? {});
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered.
  const heldIn = (view: any): string[] =>
    view.nodes.flatMap((node: { nodeId: string; waiting?: { reason: string } }) =>
      node.waiting?.reason === "breakpoint" ? [node.nodeId] : [],
    );

  /** The run when it is over, or held at another node than `before`. */
  async function next(run: string, before: readonly string[] = []) {
    for (;;) {
      const { json } = await ask("GET", `/api/v1/runs/${run}`);
      const isHeld = json.status === "waiting" && heldIn(json).join() !== before.join();
      if (isHeld || json.finishedAt !== null) return json;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it("hold a run, which says where it is held and what would go in, and is resumed as one", async () => {
    const held = await start({ breakpoints: ["t0", "out"] });
    expect([held.status, held.json.status, heldIn(held.json)]).toEqual([200, "waiting", ["t0"]]);
    expect(held.json.nodes[1].waiting).toEqual({
      reason: "breakpoint",
      choices: ["resume", "step"],
      details: { input: { value: 1 } },
    });
    const { id } = held.json;
    expect((await ask("GET", "/api/v1/runs?status=waiting")).json.items).toMatchObject([
      { id, waitsFor: ["breakpoint"] },
    ]);
    expect((await ask("GET", "/api/v1/approvals")).json.items).toEqual([]);
    const resumed = await resume(id);
    expect([resumed.status, resumed.json.id]).toEqual([200, id]);
    expect(heldIn(await next(id, ["t0"]))).toEqual(["out"]);
    expect((await resume(id, { step: true })).status).toBe(200);
    expect(await next(id, ["out"])).toMatchObject({ status: "completed", output: { answer: 3 } });
  });

  it("step from the first node on, and each node is let on by a decision too", async () => {
    const { json } = await start({ step: true });
    expect(heldIn(json)).toEqual(["in"]);
    expect((await resume(json.id, { step: true })).status).toBe(200);
    expect(heldIn(await next(json.id, ["in"]))).toEqual(["t0"]);
    const decision = (body: object) => ask("POST", `/api/v1/runs/${json.id}/nodes/t0/decision`, body);
    expect((await decision({ decision: "approve" })).status).toBe(409);
    expect((await decision({ decision: "resume" })).status).toBe(200);
    expect((await next(json.id, ["t0"])).status).toBe("completed");
  });

  it("are still there after a restart", async () => {
    const { json } = await start({ breakpoints: ["t1"] });
    await stopExecutor();
    expect(heldIn((await ask("GET", `/api/v1/runs/${json.id}`)).json)).toEqual(["t1"]);
    expect((await resume(json.id)).status).toBe(200);
    expect(await next(json.id, ["t1"])).toMatchObject({ status: "completed", output: { answer: 3 } });
  });

  it("hold a fork", async () => {
    const whole = await start({});
    const fork = await ask("POST", `/api/v1/runs/${whole.json.id}/fork`, { fromNode: "t1", step: true });
    expect(fork.status).toBe(202);
    const view = await next(fork.json.id);
    expect(heldIn(view)).toEqual(["t1"]);
    await resume(fork.json.id);
    expect((await next(fork.json.id, ["t1"])).status).toBe("completed");
    const strange = await ask("POST", `/api/v1/runs/${whole.json.id}/fork`, { fromNode: "t1", breakpoints: ["t9"] });
    expect([strange.status, strange.json.issues[0].path]).toEqual([422, "breakpoints[0]"]);
  });

  it("are refused where no such node runs, each by its place", async () => {
    const { status, json } = await start({ breakpoints: ["t0", "t7", "nowhere"] });
    expect([status, json.code]).toEqual([422, "REQUEST_INVALID"]);
    expect(json.detail).toContain("t7");
    expect(json.issues.map(({ path }: { path: string }) => path)).toEqual(["breakpoints[1]", "breakpoints[2]"]);
    expect((await start({ breakpoints: "t0" })).status).toBe(422);
  });

  it("that hold a run which waits for an approval are none: the answer says where to give it", async () => {
    const chain = chainDocument(0);
    const ask1 = { id: "ask", type: "approval", position: { x: 200, y: 0 }, config: { title: "?" } };
    const { id } = (
      await ask("POST", "/api/v1/workflows", {
        ...chain,
        nodes: [...chain.nodes, ask1],
        connections: [
          { id: "a", source: "in", sourceHandle: "n", target: "ask", targetHandle: "value" },
          { id: "b", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
        ],
      })
    ).json;
    const waiting = (await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } })).json;
    const refused = await resume(waiting.id);
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      expect.stringContaining("answered at the node itself"),
    ]);
  });

  it("are all that a resume is for", async () => {
    const { json } = await start({});
    const over = await resume(json.id);
    expect([over.status, over.json.detail]).toEqual([409, expect.stringContaining("This run is completed")]);
    expect((await resume("nowhere")).status).toBe(404);
    expect((await resume(json.id, { step: "yes" })).status).toBe(422);
  });
});
