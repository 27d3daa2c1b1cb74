import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

const good = () => structuredClone(chainDocument(1)) as ReturnType<typeof chainDocument> & Record<string, unknown>;

function but(change: (document: ReturnType<typeof good>) => void): unknown {
  const document = good();
  change(document);
  return document;
}

const deepObject = `${'{"a":'.repeat(200)}1${"}".repeat(200)}`;
const input = { position: { x: 0, y: 0 }, config: { expression: "value" } };

/** What is sent, the status, and where an issue must point. */
const cases: Record<string, [sent: unknown, status: number, path?: RegExp]> = {
  "cut off": ['{"format":"heddle.workflow","ver', 400],
  "no body": ["", 422, /^$/],
  "6 MB": [but((d) => Object.assign(d, { description: "x".repeat(6e6) })), 413],
  "brackets without end": ["[".repeat(100_000) + "]".repeat(100_000), 422, /^$/],
  "objects without end": [
    `{"format":"heddle.workflow","version":1,"x":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`,
    422,
    /^$/,
  ],
  "200 levels in a config": [
    but((d) => Object.assign(d.nodes[0] as object, { config: JSON.parse(deepObject) })),
    422,
    /^$/,
  ],
  "a number": ["42", 422, /^$/],
  null: ["null", 422, /^$/],
  "another format": [but((d) => Object.assign(d, { format: "other" })), 422, /^format$/],
  "version 99": [but((d) => Object.assign(d, { version: 99 })), 422, /^version$/],
  "a doubled id": [but((d) => d.nodes.push(d.nodes[0] as never)), 422, /^nodes\[3\]\.id$/],
  "a connection to nobody": [
    but((d) => Object.assign(d.connections[0] as object, { target: "nobody" })),
    422,
    /^connections\[0\]\.target$/,
  ],
  "an unknown port": [
    but((d) => Object.assign(d.connections[0] as object, { targetHandle: "nothing" })),
    422,
    /^connections\[0\]\.targetHandle$/,
  ],
  "a circle": [
    but((d) => {
      d.nodes.push(
        { id: "a", type: "transform", ...input } as never,
        { id: "b", type: "transform", ...input } as never,
      );
      const ends = { sourceHandle: "value", targetHandle: "value" };
      d.connections.push(
        { id: "x", source: "a", target: "b", ...ends } as never,
        { id: "y", source: "b", target: "a", ...ends } as never,
      );
    }),
    422,
    /^connections\[3\]$/,
  ],
  "a wrong type": [but((d) => Object.assign(d.nodes[0] as object, { position: "left" })), 422, /^nodes\[0\]\.position/],
  "an id that is a path": [
    but((d) => Object.assign(d.nodes[0] as object, { id: "../../etc" })),
    422,
    /^nodes\[0\]\.id$/,
  ],
  "prototype keys": [
    '{"format":"heddle.workflow","version":1,"name":"p","nodes":[{"id":"__proto__","type":"input","position":{"x":0,"y":0},"config":{"__proto__":{"polluted":1}}}],"connections":[]}',
    422,
    /^nodes\[0\]\.id$/,
  ],
  "a NUL character": [
    but((d) => Object.assign(d.nodes[1] as object, { config: { expression: "'\u0000'" } })),
    422,
    /^nodes\[1\]$/,
  ],
};

describeEachDatabase("bad documents", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  const count = async () => (await ask("GET", "/api/v1/workflows?limit=100")).json.items.length;

  for (const path of ["/api/v1/workflows", "/api/v1/workflows/import"]) {
    it.each(Object.entries(cases))(`refuses at POST ${path}: %s`, async (_, [sent, status, at]) => {
      const before = await count();
      const answer = await ask("POST", path, sent);
      expect(answer.status, answer.text.slice(0, 300)).toBe(status);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.json).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/) });
      if (status === 422) {
        expect(answer.json.issues.length).toBeGreaterThan(0);
        for (const issue of answer.json.issues)
          expect(issue).toMatchObject({
            path: expect.any(String),
            code: expect.any(String),
            message: expect.stringMatching(/./),
          });
        expect(answer.json.issues.map((issue: { path: string }) => issue.path)).toContainEqual(
          expect.stringMatching(at ?? /./),
        );
      }
      expect(await count()).toBe(before);
      expect(Object.prototype).not.toHaveProperty("polluted");
    });
  }

  it("takes the good one, and reports what keeps an imported one from running", async () => {
    expect((await ask("POST", "/api/v1/workflows", good())).status).toBe(201);
    const strange = but((d) =>
      d.nodes.push({ id: "s", type: "from-tomorrow", position: { x: 0, y: 0 }, config: {} } as never),
    );
    const dry = await ask("POST", "/api/v1/workflows/import?dryRun=1", strange);
    expect(dry.status).toBe(200);
    expect(dry.json).not.toHaveProperty("id");
    const before = await count();
    const imported = await ask("POST", "/api/v1/workflows/import", strange);
    expect(imported.status).toBe(201);
    expect(imported.json.report).toEqual(dry.json.report);
    expect(imported.json.report.issues).toMatchObject([
      { path: "nodes[3].type", code: "NODE_TYPE_UNKNOWN", nodeId: "s" },
    ]);
    expect(imported.json.report.missing).toEqual([{ kind: "node", name: "from-tomorrow", nodeId: "s" }]);
    expect(await count()).toBe(before + 1);
    const run = await ask("POST", `/api/v1/workflows/${imported.json.id}/runs?wait=5`, { input: { n: 1 } });
    expect(run.status).toBe(422);
    expect(run.json.issues).toMatchObject([{ nodeId: "s" }]);
  });
});
