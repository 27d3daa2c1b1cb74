import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchApi } from "@/server/api/fetch-api";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;

const chain = chainDocument(1);
const [input, ...others] = chain.nodes;
/** Its input may be anything. */
const anything = {
  ...chain,
  nodes: [{ ...input, config: { fields: [{ name: "n", type: "json" }] } }, ...others],
};

let database: Database;
let served: ReturnType<typeof serveFrom>;
let id: string;
beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
  id = (await ask("POST", "/api/v1/workflows", anything)).json.id;
});
afterAll(async () => {
  await served.end();
  await database.close();
});

describe("JSON that nests 200,000 deep", () => {
  it.each(["/runs", "/publish", "/grants"])("is refused by %s of the public interface", async (path) => {
    const body = `{"input":{"n":${deep}},"label":${deep},"hosts":${deep}}`;
    const { status, json } = await ask(path === "/grants" ? "PUT" : "POST", `/api/v1/workflows/${id}${path}`, body);
    expect([status, json.issues]).toMatchObject([422, [{ path: "", code: "LIMIT_EXCEEDED" }]]);
  });

  it.each(["runs.start", "workflows.import", "models.create", "runs.decide"])(
    "is refused to %s of the pages",
    async (name) => {
      const body = `{"id":"${id}","workflowId":"${id}","input":{"n":${deep}},"document":${deep},"decision":"approve","nodeId":"x","value":${deep}}`;
      const response = await fetchApi(
        new Request(`http://127.0.0.1/api/trpc/${name}`, {
          method: "POST",
          headers: { host: "127.0.0.1", "content-type": "application/json" },
          body,
        }),
      );
      const json = await response.json();
      expect([name, response.status, json]).toMatchObject([
        name,
        422,
        { code: "REQUEST_INVALID", issues: [{ path: "" }] },
      ]);
    },
  );
});
