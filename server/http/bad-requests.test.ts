import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchApi } from "@/server/api/fetch-api";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { encodeCursor } from "@/server/page";

/** A page's request; a body that is a text is sent as it is. */
async function call(procedure: string, body: unknown): Promise<{ status: number; message: string; code: string }> {
  const response = await fetchApi(
    new Request(`http://127.0.0.1/api/trpc/${procedure}`, {
      method: "POST",
      headers: { host: "127.0.0.1", "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
  const { error } = (await response.json()) as { error: { data: { app: { message: string; code: string } } } };
  return { status: response.status, ...error.data.app };
}

describeEachDatabase("requests that are the sender's fault", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let path: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    path = `/api/v1/workflows/${(await ask("POST", "/api/v1/workflows", chainDocument(1))).json.id}`;
  });
  afterAll(() => served.end());

  it.each([
    ["a cursor with a date that is none", `/api/v1/workflows?cursor=${encodeCursor(["x", "y"])}`],
    ["a cursor with another number of keys", `/api/v1/workflows?cursor=${encodeCursor(["x"])}`],
    ["a cursor of another list", `/api/v1/runs?cursor=${encodeCursor(["a", "b"])}`],
    ["a cursor that is none", "/api/v1/runs?cursor=%00"],
  ])("%s is 400", async (_, address) => {
    expect((await ask("GET", address)).json).toMatchObject({ status: 400, field: "cursor" });
  });

  it("a version that the database cannot count to is 422", async () => {
    const { json } = await ask("POST", `${path}/versions/99999999999/restore`);
    expect(json).toMatchObject({ status: 422, field: "version" });
    expect((await call("workflows.restore", { id: path.split("/").at(-1), version: 99_999_999_999 })).status).toBe(400);
  });

  it("an Idempotency-Key that is too long for the database's index is 400", async () => {
    const key = Array.from({ length: 5_000 }, (_, i) => String.fromCharCode(97 + ((i * i * 7 + i) % 26))).join("");
    const { json } = await ask("POST", `${path}/runs`, { input: { n: 1 } }, { "idempotency-key": key });
    expect(json).toMatchObject({ status: 400, field: "Idempotency-Key" });
    expect(json.detail).toContain("at most 200 characters; this one has 5000");
    expect((await ask("POST", `${path}/runs?wait=5`, { input: { n: 1 } }, { "idempotency-key": "" })).status).toBe(200);
  });

  it("a Last-Event-ID that no event has starts at the first event", async () => {
    const { json } = await ask("POST", `${path}/runs?wait=10`, { input: { n: 1 } });
    for (const id of ["99999999999999999999", "-5", "abc", "1.5"]) {
      const { status, text } = await ask("GET", `/api/v1/runs/${json.id}/events`, undefined, { "last-event-id": id });
      expect(status).toBe(200);
      expect(text).toContain("event: run.queued");
      expect(text).toContain("event: run.completed");
    }
  });

  it("a grant of what is no host is 422 with its place", async () => {
    for (const host of ["http://x/y", "", "a b", "x:99999999"]) {
      const { json } = await ask("PUT", `${path}/grants`, { hosts: ["ok.example.com", host] });
      expect(json).toMatchObject({
        status: 422,
        issues: [{ path: "hosts[1]", message: expect.stringMatching(/^Write a host/) }],
      });
    }
    expect((await ask("PUT", `${path}/grants`, { hosts: ["*.example.com", "[::1]:80", "*"] })).status).toBe(200);
  });

  it("a document is told where it is wrong", async () => {
    const { json } = await ask("POST", "/api/v1/workflows", { ...chainDocument(1), nodes: "x" });
    expect(json).toMatchObject({ status: 422, detail: "nodes: Write a list, not a text.", field: "nodes" });
    const { json: whole } = await ask("POST", "/api/v1/workflows", "42");
    expect(whole.issues).toMatchObject([{ path: "" }]);
    expect(whole).not.toHaveProperty("field");
  });

  it("a file that an editor began with a mark of its encoding is read", async () => {
    const marked = `\uFEFF${JSON.stringify(chainDocument(1))}`;
    expect((await ask("POST", "/api/v1/workflows", marked)).status).toBe(201);
  });

  describe("of a page", () => {
    it.each(["{bad", "", "\u0000"])("%j is no JSON: it was our fault", async (body) => {
      expect(await call("workflows.remove", body)).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
    });

    it.each([
      ["models.update", { id: "a", entry: null }],
      ["models.update", { id: "a", entry: 7 }],
      ["models.look", { server: null }],
      ["models.look", { server: 7 }],
      ["models.create", null],
      ["models.create", []],
    ])("%s with %j is 400 and says what to write", async (procedure, body) => {
      expect(await call(procedure, body)).toMatchObject({
        status: 400,
        message: expect.stringContaining("Write an object"),
      });
    });
  });

  it.each(["/v1/models", "/mcp", "/metrics", "/v1"])(
    "%s, which is not there yet, is a problem and no page",
    async (address) => {
      expect((await ask("GET", address)).json).toMatchObject({ status: 404, code: "NOT_FOUND" });
    },
  );
});
