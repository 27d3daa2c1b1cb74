import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { changeWorkflow } from "@/server/workflows/change-workflow";
import { createWorkflow } from "@/server/workflows/create-workflow";
import { deleteOldChanges } from "@/server/workflows/delete-old-changes";
import { getVersion } from "@/server/workflows/get-version";
import { getWorkflow } from "@/server/workflows/get-workflow";
import { listVersions } from "@/server/workflows/list-versions";
import { renameWorkflow } from "@/server/workflows/rename-workflow";
import { restoreVersion } from "@/server/workflows/restore-version";
import { saveWorkflow } from "@/server/workflows/save-workflow";

const workspaceId = "default";
let count = 0;

describeEachDatabase("changes of a workflow", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let id: string;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());
  beforeEach(async () => {
    id = (await createWorkflow({ workspaceId, document: chainDocument(2) })).id;
  });

  const change = (baseRevision: number, changes: WorkflowChange[], changeId = `change-${++count}`) =>
    changeWorkflow({ workspaceId, id, baseRevision, origin: "tab", changeId, changes });
  const document = async () => (await getWorkflow(workspaceId, id)).document;
  const move = (node: string, x: number): WorkflowChange => ({
    type: "node.set",
    id: node,
    set: { position: { x, y: 9 } },
  });

  it("stores a change as the next revision and answers it", async () => {
    const answer = await change(1, [move("t0", 77)], "first");
    expect(answer).toEqual({
      revision: 2,
      updates: [{ revision: 2, origin: "tab", changeId: "first", changes: [move("t0", 77)] }],
    });
    expect((await document()).nodes.find((node) => node.id === "t0")?.position).toEqual({ x: 77, y: 9 });
  });

  it("applies what is sent again once", async () => {
    const first = await change(1, [move("t0", 1)], "once");
    await change(2, [move("t0", 2)]);
    const again = await change(1, [move("t0", 1)], "once");
    expect(again.updates.map((update) => update.revision)).toEqual([2, 3]);
    expect(again.updates[0]).toEqual(first.updates[0]);
    expect((await document()).nodes.find((node) => node.id === "t0")?.position.x).toBe(2);
  });

  it("rebases a stale change, and answers what it missed", async () => {
    await change(1, [move("t0", 5)]);
    const answer = await change(1, [move("t1", 6)]);
    expect(answer.revision).toBe(3);
    expect(answer.updates.map((update) => update.revision)).toEqual([2, 3]);
    const { nodes } = await document();
    expect(nodes.filter((node) => node.position.y === 9).map((node) => node.position.x)).toEqual([5, 6]);
  });

  it("drops what lost its node meanwhile", async () => {
    await change(1, [{ type: "node.remove", id: "t1" }]);
    const answer = await change(1, [move("t1", 6), move("t0", 7)]);
    expect(answer.updates.at(-1)?.changes).toEqual([move("t0", 7)]);
  });

  it("removes a connection that two edits make impossible together, and says so as a change", async () => {
    const connection = { id: "mine", source: "in", sourceHandle: "n", target: "t1", targetHandle: "value" };
    await change(1, [
      { type: "connection.remove", id: "c1" },
      { type: "connection.add", connection: { ...connection, id: "theirs", source: "in", sourceHandle: "value" } },
    ]);
    const answer = await change(1, [
      { type: "connection.remove", id: "c1" },
      { type: "connection.add", connection },
    ]);
    expect(answer.updates.at(-1)?.changes.at(-1)).toEqual({ type: "connection.remove", id: "mine" });
    const ends = (await document()).connections.filter((one) => one.target === "t1").map((one) => one.id);
    expect(ends).toEqual(["theirs"]);
  });

  it("takes connections of a port that somebody else removed with it", async () => {
    await change(1, [
      { type: "connection.remove", id: "c0" },
      { type: "node.config", id: "in", set: { fields: [] } },
    ]);
    const late = { id: "late", source: "in", sourceHandle: "n", target: "out", targetHandle: "value" };
    const answer = await change(1, [
      { type: "connection.remove", id: "c2" },
      { type: "connection.add", connection: late },
    ]);
    expect(answer.updates.at(-1)?.changes).toContainEqual({ type: "connection.remove", id: "late" });
    expect((await document()).connections.map((one) => one.id)).toEqual(["c1"]);
  });

  it("refuses what spoils the document that it was made on, also when that is an old one", async () => {
    const circle: WorkflowChange[] = [
      { type: "connection.remove", id: "c0" },
      {
        type: "connection.add",
        connection: { id: "back", source: "t1", sourceHandle: "value", target: "t0", targetHandle: "value" },
      },
    ];
    await expect(change(1, circle)).rejects.toMatchObject({
      code: "WORKFLOW_INVALID",
      details: { issues: [{ code: "GRAPH_CYCLE" }] },
    });
    await change(1, [move("t0", 5)]);
    await expect(change(1, circle)).rejects.toMatchObject({ code: "WORKFLOW_INVALID" });
    expect((await getWorkflow(workspaceId, id)).revision).toBe(2);
  });

  it("gives every one of many at once a revision of its own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => change(1, [{ type: "node.config", id: "t0", set: { [`key${i}`]: i } }])),
    );
    expect(answers.map((answer) => answer.revision).toSorted((a, b) => a - b)).toEqual(expect.arrayContaining([13]));
    expect((await getWorkflow(workspaceId, id)).revision).toBe(13);
    expect(Object.keys((await document()).nodes.find((node) => node.id === "t0")?.config ?? {})).toHaveLength(13);
  });

  it("keeps what open tabs are based on, and tells one that slept for too long to reload", async () => {
    for (let revision = 1; revision <= 3; revision += 1) await change(revision, [move("t0", revision)]);
    const inTwoMonths = Date.now() + 60 * 86_400_000;
    await deleteOldChanges(opened(), inTwoMonths);
    expect((await change(1, [move("t1", 5)])).revision).toBe(5);
    await opened().execute("update workflows set revision = revision + 600 where id = $1", [id]);
    await deleteOldChanges(opened());
    expect(await opened().execute("select 1 from workflow_changes where workflow_id = $1", [id])).toHaveLength(4);
    await deleteOldChanges(opened(), inTwoMonths);
    expect(await opened().execute("select 1 from workflow_changes where workflow_id = $1", [id])).toHaveLength(0);
    await expect(change(5, [move("t1", 6)])).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("says so when a page is ahead of the server", async () => {
    await expect(change(9, [])).rejects.toMatchObject({ code: "CONFLICT" });
  });

  describe("whole documents", () => {
    it("are replaced on the revision that was read alone", async () => {
      const next = { ...chainDocument(1), name: "Shorter" };
      expect(await saveWorkflow({ workspaceId, id, document: next, expectedRevision: 1 })).toMatchObject({
        revision: 2,
        name: "Shorter",
      });
      await expect(saveWorkflow({ workspaceId, id, document: next, expectedRevision: 1 })).rejects.toMatchObject({
        code: "CONFLICT",
      });
      const put = await ask("PUT", `/api/v1/workflows/${id}`, chainDocument(2), { "if-match": '"1"' });
      expect(put.json).toMatchObject({ status: 409, code: "CONFLICT" });
      expect((await ask("PUT", `/api/v1/workflows/${id}`, { ...next, nodes: 7 }, { "if-match": '"2"' })).status).toBe(
        422,
      );
    });

    it("are listed as versions at once, with the edits that they replace, and come back", async () => {
      const listed = async () => (await ask("GET", `/api/v1/workflows/${id}/versions`)).json.items;
      expect(await listed()).toMatchObject([{ version: 1, reason: "created", revision: 1 }]);
      await renameWorkflow(workspaceId, id, "Renamed");
      expect(await listed()).toHaveLength(1);
      await ask("PUT", `/api/v1/workflows/${id}`, chainDocument(1));
      expect(await listed()).toMatchObject([
        { version: 3, reason: "saved", revision: 3 },
        { version: 2, reason: "automatic", revision: 2 },
        { version: 1, reason: "created", revision: 1 },
      ]);
      expect(await getVersion(workspaceId, id, 3)).toEqual(await document());
      expect(await restoreVersion(workspaceId, id, 2)).toBe(4);
      expect(await document()).toMatchObject({ name: "Renamed", nodes: { length: 4 } });
      expect(await listed()).toMatchObject([{ version: 4, reason: "restored", revision: 4 }, {}, {}, {}]);
      await expect(restoreVersion(workspaceId, id, 99)).rejects.toMatchObject({ code: "NOT_FOUND" });
    });

    it("give each of many writers at once a version of its own", async () => {
      const saves = Array.from({ length: 8 }, () => saveWorkflow({ workspaceId, id, document: chainDocument(1) }));
      await Promise.all(saves);
      const versions = await listVersions(workspaceId, id);
      expect(versions.map(({ version, revision }) => [version, revision])).toEqual(
        Array.from({ length: 9 }, (_, i) => [9 - i, 9 - i]),
      );
    });

    it("are not kept twice for one revision", async () => {
      await saveWorkflow({ workspaceId, id, document: chainDocument(1) });
      expect((await listVersions(workspaceId, id)).map(({ revision }) => revision)).toEqual([2, 1]);
    });
  });

  it("exports what it imported, byte for byte", async () => {
    const first = await ask("GET", `/api/v1/workflows/${id}/export`);
    expect(first.headers.get("content-disposition")).toBe('attachment; filename="chain-of-2.heddle.json"');
    const copy = await ask("POST", "/api/v1/workflows/import", first.text);
    expect((await ask("GET", `/api/v1/workflows/${copy.json.id}/export`)).text).toBe(first.text);
    const { slug } = (await ask("GET", `/api/v1/workflows/${copy.json.id}`)).json;
    expect(slug).toMatch(/^chain-of-2-\d+$/);
    expect((await ask("GET", `/api/v1/workflows/${slug}`)).json.id).toBe(copy.json.id);
  });

  it("lists page by page, those changed last first, and finds by words", async () => {
    await renameWorkflow(workspaceId, id, "100% Zanzibar");
    const found = await ask("GET", "/api/v1/workflows?search=zanzi%20100%25");
    expect(found.json.items).toMatchObject([
      { id, name: "100% Zanzibar", nodeCount: 4, nodeTypes: ["input", "output", "transform"], lastRun: null },
    ]);
    const listed: string[] = [];
    for (let cursor = ""; ; ) {
      const { json } = await ask("GET", `/api/v1/workflows?limit=3${cursor && `&cursor=${cursor}`}`);
      listed.push(...json.items.map((one: { id: string }) => one.id));
      if (json.nextCursor === null) break;
      cursor = json.nextCursor;
    }
    expect(listed[0]).toBe(id);
    expect(new Set(listed).size).toBe(listed.length);
    const rows = await opened().execute<{ count: number }>("select count(*)::int as count from workflows");
    expect(listed.length).toBe(rows[0]?.count);
  });

  it("lets an imported workflow reach nothing until it is granted", async () => {
    const wanting = chainDocument(1);
    Object.assign(wanting.nodes[1] as object, { type: "http", config: { url: "http://api.example.com/x" } });
    wanting.connections = [];
    wanting.nodes = wanting.nodes.slice(1, 2);
    const imported = (await ask("POST", "/api/v1/workflows/import", wanting)).json.id;
    const path = `/api/v1/workflows/${imported}`;
    expect((await ask("GET", `${path}/grants`)).json).toMatchObject({
      grants: { hosts: [] },
      missing: { hosts: ["api.example.com"] },
      implied: false,
    });
    const refused = await ask("POST", `${path}/runs?wait=5`, {});
    expect(refused.json).toMatchObject({ status: 403, code: "PERMISSION_NEEDED" });
    const granted = await ask("PUT", `${path}/grants`, { hosts: ["api.example.com"] });
    expect(granted.json).toMatchObject({ grants: { hosts: ["api.example.com"], code: false }, missing: { hosts: [] } });
    const written = (await ask("POST", "/api/v1/workflows", wanting)).json.id;
    expect((await ask("GET", `/api/v1/workflows/${written}/grants`)).json).toMatchObject({
      implied: true,
      missing: { hosts: [] },
    });
  });
});
