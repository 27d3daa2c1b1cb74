import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { flushStatement } from "@/server/runs/flush-statement";
import type { RunRows } from "@/server/runs/run-rows";

const stored = 3_000;

const eventOf = (id: string, seq: number) => ({
  run_id: id,
  seq,
  at: 1_700_000_000_000,
  type: "span.started",
  node_id: "n",
  path: "",
  attempt: 1,
  payload: null,
});

const lockedRun = (id: string, fence = 1, seq = 2): RunRows => ({
  held: { id, fence },
  events: [eventOf(id, seq)],
  nodeRuns: [],
  waits: { waiting: [], answered: [], isOver: false },
  size: 0,
});

const changedRun = (id: string, fence = 1, seq = 2): RunRows => ({
  ...lockedRun(id, fence, seq),
  run: {
    id,
    fence,
    ...{
      status: "waiting",
      usage: null,
      hosts: [],
      last_seq: seq,
      crashes: 0,
      lease_owner: null,
      is_dead_letter: false,
    },
  },
});

async function planOf(database: Database, runs: readonly RunRows[]): Promise<string> {
  const { text, parameters } = flushStatement("pglite", runs);
  const written = parameters.map((value) =>
    typeof value === "string" ? quoted(value) : `array[${value.map(quoted).join(", ")}]::text[]`,
  );
  const plain = text.replace(/\$(\d+)/g, (_, place) => written[Number(place) - 1] as string);
  const rows = await database.execute<Record<string, string>>(`explain ${plain}`);
  return rows.map((row) => Object.values(row)[0]).join("\n");
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

async function seqsOf(database: Database, id: string): Promise<number[]> {
  const rows = await database.execute<{ seq: number }>("select seq from run_events where run_id = $1 order by seq", [
    id,
  ]);
  return rows.map((row) => row.seq);
}

describeEachDatabase("the statement that stores events", (opened) => {
  beforeAll(async () => {
    await opened().query(
      `insert into runs (id, graph_hash, status, fence) select 'r' || n, 'hash', 'running', 1 from generate_series(1, ${stored}) n`,
    );
  });

  describe.each([
    ["one that is locked", [lockedRun("r7")]],
    ["one that changes", [changedRun("r7")]],
    ["several that are locked", [lockedRun("r7"), lockedRun("r8"), lockedRun("r9")]],
    ["several that change, and one that does not", [changedRun("r7"), changedRun("r8"), lockedRun("r9")]],
  ])("for %s of %i", (_, runs) => {
    it("finds the row by its key, and never reads the whole table", async () => {
      expect(await planOf(opened(), runs)).not.toContain("Seq Scan on runs");
    });
  });

  it("stores nothing of a run whose fence has risen, and all of the others", async () => {
    const { text, parameters } = flushStatement("pglite", [
      lockedRun("r11"),
      lockedRun("r12", 0),
      changedRun("r13"),
      changedRun("r14", 0),
    ]);
    const rows = await opened().execute<{ id: string }>(text, parameters);
    expect(rows.map((row) => row.id).sort()).toEqual(["r11", "r13"]);
    expect(await Promise.all(["r11", "r12", "r13", "r14"].map((id) => seqsOf(opened(), id)))).toEqual([
      [2],
      [],
      [2],
      [],
    ]);
    const changed = await opened().execute("select id from runs where status = 'waiting' order by id");
    expect(changed).toEqual([{ id: "r13" }]);
  });

  it("changes nothing when it is repeated", async () => {
    const { text, parameters } = flushStatement("pglite", [lockedRun("r21"), changedRun("r22")]);
    for (let time = 0; time < 2; time += 1) expect(await opened().execute(text, parameters)).toHaveLength(2);
    expect(await seqsOf(opened(), "r21")).toEqual([2]);
    expect(await seqsOf(opened(), "r22")).toEqual([2]);
  });
});
