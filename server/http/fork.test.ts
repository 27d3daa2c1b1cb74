import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

describeEachDatabase("forks of a run, over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let workflow: string;
  let run: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    workflow = (await ask("POST", "/api/v1/workflows", chainDocument(3))).json.id;
    run = (await ask("POST", `/api/v1/workflows/${workflow}/runs?wait=10`, { input: { n: 1 } })).json.id;
  });
  afterAll(() => served.end());

  async function fork(body: object, source = run) {
    const { status, json } = await ask("POST", `/api/v1/runs/${source}/fork`, body);
    if (status !== 202) return { status, json, nodes: {} };
    for (;;) {
      const { json: view } = await ask("GET", `/api/v1/runs/${json.id}`);
      if (!["queued", "running"].includes(view.status)) return { status, json: view, nodes: byId(view) };
    }
  }

  interface View {
    readonly nodes: readonly { readonly nodeId: string; readonly reusedFrom?: string; readonly status: string }[];
  }
  const byId = (view: View) => Object.fromEntries(view.nodes.map((node) => [node.nodeId, node]));

  it("begin at a node: what does not depend on it is taken over", async () => {
    const { json, nodes } = await fork({ fromNode: "t1" });
    expect([json.status, json.output]).toEqual(["completed", { answer: 4 }]);
    expect(nodes.t0).toMatchObject({ status: "completed", reusedFrom: run });
    expect(nodes.t1?.reusedFrom).toBeUndefined();
  });

  it("take an edited output in place of the node's own", async () => {
    const { json, nodes } = await fork({ fromNode: "t1", output: { value: 100 } });
    expect(json.output).toEqual({ answer: 101 });
    expect(nodes.t1).toMatchObject({ output: { value: 100 }, reusedFrom: run, isGiven: true });
    expect(nodes.t0).toMatchObject({ reusedFrom: run });
    expect(nodes.t0).not.toHaveProperty("isGiven");
  });

  it("go to a node and no further", async () => {
    const { json, nodes } = await fork({ fromNode: "t1", until: "t1" });
    expect([json.status, json.output]).toEqual(["completed", {}]);
    expect([nodes.t0?.reusedFrom, nodes.t1?.status, nodes.t2?.status]).toEqual([run, "completed", "skipped"]);
  });

  it("run the workflow as it is now when that is asked for", async () => {
    const { json } = await ask("GET", `/api/v1/workflows/${workflow}`);
    const nodes = json.document.nodes.map((node: { id: string }) =>
      node.id === "t2" ? { ...node, config: { expression: "value * 50" } } : node,
    );
    await ask(
      "PUT",
      `/api/v1/workflows/${workflow}`,
      { ...json.document, nodes },
      { "If-Match": `"${json.revision}"` },
    );
    expect((await fork({ fromNode: "t2" })).json.output).toEqual({ answer: 4 });
    expect((await fork({ fromNode: "t2", current: true })).json.output).toEqual({ answer: 150 });
  });

  it("of the workflow as it is now run again what changed before the node, and keep what did not", async () => {
    const { json } = await ask("GET", `/api/v1/workflows/${workflow}`);
    const nodes = json.document.nodes.map((node: { id: string }) =>
      node.id === "t1"
        ? { ...node, name: "Moved", position: { x: 5, y: 5 }, config: { expression: "value + 10" } }
        : node,
    );
    await ask(
      "PUT",
      `/api/v1/workflows/${workflow}`,
      { ...json.document, nodes },
      { "If-Match": `"${json.revision}"` },
    );
    const { json: view, nodes: forked } = await fork({ fromNode: "t2", current: true });
    expect(view.output).toEqual({ answer: (2 + 10) * 50 });
    expect([forked.t0?.reusedFrom, forked.t1?.reusedFrom]).toEqual([run, undefined]);
  });

  it("ask for what the earlier run was not asked for", async () => {
    const first = await ask("POST", `/api/v1/workflows/${workflow}/runs?wait=10`, { input: { n: 1 }, until: "t0" });
    const { json, nodes } = await fork({ fromNode: "t0" }, first.json.id);
    expect([json.status, json.output]).toEqual(["completed", { answer: 600 }]);
    expect(nodes.t1?.status).toBe("completed");
    const side = chainDocument(2);
    side.nodes.push({ id: "alone", type: "transform", position: { x: 0, y: 0 }, config: { expression: "7" } } as never);
    const { id } = (await ask("POST", "/api/v1/workflows", side)).json;
    const short = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 }, until: "t0" });
    expect(short.json.nodes.find((node: { nodeId: string }) => node.nodeId === "alone").status).toBe("skipped");
    expect((await fork({ fromNode: "t1" }, short.json.id)).nodes.alone?.status).toBe("completed");
  });

  it("of a run that a trigger started keep its trigger", async () => {
    const at = { x: 0, y: 0 };
    const { nodes, connections, ...rest } = chainDocument(0);
    const document = {
      ...rest,
      nodes: [
        ...nodes,
        { id: "hook", type: "webhook", position: at, config: { path: "forked", respond: "now" } },
        { id: "more", type: "transform", position: at, config: { expression: "value.n * 2" } },
        { id: "hooked", type: "output", position: at, config: { name: "hooked" } },
      ],
      connections: [
        ...connections,
        { id: "h1", source: "hook", sourceHandle: "body", target: "more", targetHandle: "value" },
        { id: "h2", source: "more", sourceHandle: "value", target: "hooked", targetHandle: "value" },
      ],
    };
    const { id } = (await ask("POST", "/api/v1/workflows", document)).json;
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    const hooked = (await ask("POST", "/api/hooks/forked", { n: 4 })).json.id;
    const ended = async () => (await ask("GET", `/api/v1/runs/${hooked}`)).json.status === "completed";
    while (!(await ended()));
    const { status, json, nodes: forked } = await fork({ fromNode: "more" }, hooked);
    expect([status, json.status, json.output]).toEqual([202, "completed", { hooked: 8 }]);
    expect(forked.in?.status).toBe("skipped");
  });

  it("say where they come from, and are listed by it", async () => {
    const { json } = await fork({ fromNode: "t1", output: { value: 5 } });
    expect(json.forkedFrom).toEqual({ runId: run, nodeId: "t1", hasOutput: true });
    const again = await fork({ fromNode: "t0" }, json.id);
    expect(again.json.forkedFrom).toEqual({ runId: json.id, nodeId: "t0", hasOutput: false });
    const { items } = (await ask("GET", `/api/v1/runs?forkedFrom=${json.id}`)).json;
    expect(items).toEqual([
      expect.objectContaining({ id: again.json.id, forkedFrom: { runId: json.id, nodeId: "t0", hasOutput: false } }),
    ]);
    expect((await ask("GET", `/api/v1/runs/${run}`)).json.forkedFrom).toBeUndefined();
    expect((await ask("GET", "/api/v1/runs?forkedFrom=nothing")).json.items).toEqual([]);
  });

  it("run again what only start and end were stored of", async () => {
    const document = chainDocument(3);
    const stored = { ...document, settings: { ...document.settings, durability: "result" } };
    const { id } = (await ask("POST", "/api/v1/workflows", stored)).json;
    const whole = (await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } })).json;
    const { json, nodes } = await fork({ fromNode: "t2" }, whole.id);
    expect([json.status, json.output]).toEqual(["completed", whole.output]);
    expect(nodes.t0?.reusedFrom).toBeUndefined();
  });

  it("refuse a node or a port that is not there, and a run that is not there", async () => {
    expect(await fork({ fromNode: "nowhere" })).toMatchObject({ status: 422, json: { field: "fromNode" } });
    expect(await fork({ fromNode: "t1", until: "nowhere" })).toMatchObject({
      status: 422,
      json: { field: "until" },
    });
    const strange = await fork({ fromNode: "t1", output: { other: 1 } });
    expect([strange.status, strange.json.detail]).toEqual([422, expect.stringContaining("it has value")]);
    expect((await ask("POST", "/api/v1/runs/nothing/fork", { fromNode: "t1" })).status).toBe(404);
  });
});
