import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { maintain } from "@/server/maintain";
import { deleteOldRuns, deleteUnusedGraphs } from "@/server/runs/delete-runs";

describeEachDatabase("retention", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  const countOf = async (table: string) =>
    (await opened().execute<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count;

  it("takes runs that are over and old enough, with all that is theirs, and their documents when nothing needs them", async () => {
    const { id } = (await ask("POST", "/api/v1/workflows", chainDocument(2))).json;
    for (let n = 0; n < 3; n += 1) await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n } });
    await opened().execute(
      "insert into runs (id, graph_hash, status) values ('00000000000000000000000000', 'x', 'waiting')",
    );
    expect(await deleteOldRuns(opened(), 1)).toBe(0);
    expect(await countOf("runs")).toBe(4);
    const inTwoDays = Date.now() + 2 * 86_400_000;
    expect(await deleteOldRuns(opened(), 1, inTwoDays)).toBe(3);
    expect(await opened().execute("select status from runs")).toEqual([{ status: "waiting" }]);
    expect(await countOf("run_events")).toBe(0);
    expect(await countOf("run_graphs")).toBe(1);
    await deleteUnusedGraphs(opened());
    expect(await countOf("run_graphs")).toBe(0);
  });

  it("gives the room of removed rows back in the embedded database, which nobody else does", async () => {
    await opened().execute(
      "insert into run_events (run_id, seq, at, type, payload) select 'gone', n, 1, 'span.started', repeat('x', 500) from generate_series(1, 2000) n",
    );
    const pages = async () =>
      (await opened().execute<{ size: number }>("select pg_relation_size('run_events')::int as size"))[0]?.size ?? 0;
    const before = await pages();
    await opened().execute("delete from run_events where run_id = 'gone'");
    await maintain();
    if (opened().kind === "pglite") expect(await pages()).toBeLessThan(before / 4);
    else expect(before).toBeGreaterThan(0);
  });
});
