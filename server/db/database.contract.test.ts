import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { conversations } from "@/drizzle/schema/conversations";
import { runEvents } from "@/drizzle/schema/run-events";
import { runs } from "@/drizzle/schema/runs";
import { workflows } from "@/drizzle/schema/workflows";
import { databaseErrorOf, isUniqueViolation } from "@/server/db/database-error";
import { migrateDatabase } from "@/server/db/migrate";
import { describeEachDatabase } from "@/server/db/testing";
import { newId } from "@/server/new-id";

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.unreachable("this must fail"),
    (error: unknown) => error,
  );
}

describeEachDatabase("the database", (opened) => {
  beforeEach(async () => {
    await opened().query("create table if not exists notes (id integer primary key, body text, data jsonb, json json)");
    await opened().query("truncate notes");
  });

  it("gives numbers, booleans, text, dates, JSON, bytes and null the same way", async () => {
    const at = new Date("2026-11-23T07:38:01.123Z");
    const bytes = new Uint8Array([0, 1, 254, 255]);
    const [row] = await opened().execute(
      `select $1::int as int, $2::bigint as big, $3::float8 as float, $4::bool as bool, $5::text as text,
        $6::timestamptz as at, $7::jsonb as jsonb, $8::json as json, $9::bytea as bytes, null::int as nothing,
        array_length($10::int[], 1) as length, ($11::text[])[2] as quoted, 1.50::numeric as exact, array[1, 2] as list`,
      [1, 9_007_199_254_740_991, 1.5, true, "ß\n'\"\\", at, '{"a":[1]}', '"1"', bytes, [1, 2, 3], ["a", 'b",\\ {}']],
    );
    expect(row).toEqual({
      int: 1,
      big: 9_007_199_254_740_991,
      float: 1.5,
      bool: true,
      text: "ß\n'\"\\",
      at,
      jsonb: { a: [1] },
      json: "1",
      bytes,
      nothing: null,
      length: 3,
      quoted: 'b",\\ {}',
      exact: "1.50",
      list: "{1,2}",
    });
  });

  it("keeps an integer beyond 2^53 exact, as text", async () => {
    const [row] = await opened().execute("select 9223372036854775807::bigint as big");
    expect(row).toEqual({ big: "9223372036854775807" });
  });

  it("stores and compares vectors", async () => {
    const rows = await opened().execute<{ v: string; distance: number }>(
      "select v::text, v <-> '[1,2,3]'::vector as distance from (values ('[1,2,3]'::vector), ('[1,2,5]')) as t(v) order by 2",
    );
    expect(rows).toEqual([
      { v: "[1,2,3]", distance: 0 },
      { v: "[1,2,5]", distance: 2 },
    ]);
  });

  it("keeps key order, NUL and lone surrogates of a sealed value", async () => {
    const payload = { z: 1, a: "nul \u0000 and half \ud800", list: [null, { b: 1, "": 2 }] };
    const runId = newId();
    await opened().db.insert(runEvents).values({ runId, seq: 1, at: Date.now(), type: "run.queued", payload });
    const [found] = await opened().db.select().from(runEvents).where(eq(runEvents.runId, runId));
    expect(found?.payload).toEqual(payload);
    expect(JSON.stringify(found?.payload)).toBe(JSON.stringify(payload));
    expect(found).toMatchObject({ workspaceId: "default", path: "", nodeId: null, attempt: null });
  });

  it.each([
    ["a list of messages", [{ role: "user", content: "hi" }]],
    ["what jsonb refuses", [{ role: "user", content: "\u0000 \ud800 \\u0000" }]],
    ["an empty list", []],
  ])("keeps %s in a sealed jsonb column", async (_, messages) => {
    const id = newId();
    await opened().db.insert(conversations).values({ id, title: "Looms", messages });
    const [found] = await opened().db.select().from(conversations).where(eq(conversations.id, id));
    expect(found?.messages).toEqual(messages);
    expect(found?.createdAt).toBeInstanceOf(Date);
  });

  it("derives nodes and connections from the document, whatever is in it", async () => {
    const id = newId();
    const nodes = [{ id: "a", text: "nul \u0000, half \ud800, backslash \\u0000, smile 😀" }];
    const document = JSON.stringify({ name: "x", nodes, connections: [{ id: "c1" }] });
    await opened().db.insert(workflows).values({ id, slug: id, name: "x", document });
    const [found] = await opened().db.select().from(workflows).where(eq(workflows.id, id));
    expect(found?.document).toBe(document);
    expect(found?.connections).toEqual([{ id: "c1" }]);
    expect(found?.nodes).toHaveLength(1);
  });

  it("stores dates, defaults and JSON through drizzle", async () => {
    const id = newId();
    const startedAt = new Date("2026-01-02T03:04:05.678Z");
    await opened()
      .db.insert(runs)
      .values({ id, graphHash: "h", input: { topic: "looms" }, startedAt, hosts: ["a", "b"] });
    const [found] = await opened().db.select().from(runs).where(eq(runs.id, id));
    expect(found).toMatchObject({
      input: { topic: "looms" },
      startedAt,
      status: "queued",
      cancelRequested: false,
      fence: 0,
    });
    expect(found?.hosts).toEqual(["a", "b"]);
    expect(found?.output).toBeNull();
  });

  it("refuses a status that is not one", async () => {
    const error = await failureOf(
      opened().query("insert into runs (id, graph_hash, status) values ($1, 'h', 'lost')", [newId()]),
    );
    expect(databaseErrorOf(error)).toMatchObject({ code: "23514", constraint: "runs_status", table: "runs" });
  });

  it("recognises a unique violation, raw and through drizzle", async () => {
    const event = { runId: newId(), at: 1, type: "node.completed", nodeId: "a" };
    await opened()
      .db.insert(runEvents)
      .values({ ...event, seq: 1 });
    const sameNode = await failureOf(
      opened()
        .db.insert(runEvents)
        .values({ ...event, seq: 2 }),
    );
    expect(isUniqueViolation(sameNode, "run_events_completed_once")).toBe(true);
    expect(isUniqueViolation(sameNode, "another")).toBe(false);
    await opened().query("insert into notes (id) values (1)");
    expect(isUniqueViolation(await failureOf(opened().query("insert into notes (id) values (1)")))).toBe(true);
    expect(isUniqueViolation(await failureOf(opened().query("select * from nowhere")))).toBe(false);
  });

  it("stays usable after errors of every kind", async () => {
    for (const text of ["selec", "select * from nowhere", "select 1/0", "select $1::int"]) {
      await failureOf(opened().query(text, text.includes("$1") ? ["x"] : []));
    }
    expect(await opened().execute("select $1::int as n", [7])).toEqual([{ n: 7 }]);
  });

  it("counts the rows that were touched", async () => {
    const inserted = await opened().query("insert into notes (id) select * from generate_series(1, 5)");
    const updated = await opened().query("update notes set body = 'x' where id > 3 returning id");
    expect([inserted.affectedRows, updated.affectedRows, updated.rows.length]).toEqual([5, 2, 2]);
  });

  it("commits what a transaction did, and undoes it when it throws", async () => {
    await opened().transaction((session) => session.query("insert into notes (id) values (1)"));
    const error = await failureOf(
      opened().transaction(async (session) => {
        await session.query("insert into notes (id) values (2)");
        throw new Error("no");
      }),
    );
    expect(error).toEqual(new Error("no"));
    expect(await opened().execute("select id from notes")).toEqual([{ id: 1 }]);
  });

  it("undoes a drizzle transaction, and only the inner part of a nested one", async () => {
    const ids = [newId(), newId()] as const;
    await opened().db.transaction(async (outer) => {
      await outer.insert(runs).values({ id: ids[0], graphHash: "h" });
      await failureOf(
        outer.transaction(async (inner) => {
          await inner.insert(runs).values({ id: ids[1], graphHash: "h" });
          inner.rollback();
        }),
      );
    });
    const found = await opened().db.select({ id: runs.id }).from(runs).where(sql`id in (${ids[0]}, ${ids[1]})`);
    expect(found).toEqual([{ id: ids[0] }]);
  });

  it("mixes raw statements and drizzle in one transaction", async () => {
    const id = newId();
    await failureOf(
      opened().transaction(async (session) => {
        await session.db.insert(runs).values({ id, graphHash: "h" });
        expect(await session.execute("select status from runs where id = $1", [id])).toEqual([{ status: "queued" }]);
        await session.db.transaction((inner) => inner.update(runs).set({ status: "running" }).where(eq(runs.id, id)));
        throw new Error("no");
      }),
    );
    expect(await opened().execute("select 1 from runs where id = $1", [id])).toEqual([]);
  });

  it("keeps concurrent statements and transactions apart", async () => {
    await opened().query("insert into notes (id, body) values (0, '0')");
    const add = (amount: number) =>
      opened().transaction(async (session) => {
        const [row] = await session.execute<{ body: string }>("select body from notes where id = 0 for update");
        await session.query("update notes set body = $1 where id = 0", [String(Number(row?.body) + amount)]);
      });
    const singles = Array.from({ length: 50 }, (_, index) =>
      opened().query("insert into notes (id) values ($1)", [index + 1]),
    );
    await Promise.all([...Array.from({ length: 20 }, () => add(1)), ...singles]);
    expect(await opened().execute("select body from notes where id = 0")).toEqual([{ body: "20" }]);
    expect(await opened().execute("select count(*) as n from notes")).toEqual([{ n: 51 }]);
  });

  it("loses no statement that waited beside other transactions for one to end", async () => {
    const transactions = Array.from({ length: 5 }, (_, i) =>
      opened().transaction(async (session) => {
        await session.query("insert into notes (id) values ($1)", [i]);
        if (i % 2 === 0) throw new Error("undone");
      }),
    );
    const statements = Array.from({ length: 5 }, (_, i) =>
      opened().query("insert into notes (id) values ($1)", [100 + i]),
    );
    const results = await Promise.allSettled([...transactions, ...statements]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(3);
    const rows = await opened().execute<{ id: number }>("select id from notes order by id");
    expect(rows.map(({ id }) => id)).toEqual([1, 3, 100, 101, 102, 103, 104]);
  });

  it("runs more transactions at once than there are connections", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index);
    const sums = await Promise.all(
      ids.map((id) =>
        opened().transaction(async (session) => {
          await session.query("insert into notes (id) values ($1)", [id]);
          return await session.execute<{ n: number }>("select $1::int + 1 as n", [id]);
        }),
      ),
    );
    expect(sums).toEqual(ids.map((id) => [{ n: id + 1 }]));
  });

  it("ends a transaction that takes too long, and goes on", async () => {
    const started = Promise.withResolvers<void>();
    const stuck = opened().transaction(
      async (session) => {
        await session.query("insert into notes (id) values (1)");
        started.resolve();
        await new Promise(() => {});
      },
      { timeoutMs: 50 },
    );
    await started.promise;
    expect(await failureOf(stuck)).toMatchObject({ code: "TIMED_OUT" });
    expect(await opened().execute("select id from notes")).toEqual([]);
  });

  it("refuses a statement after its transaction", async () => {
    const late = await opened().transaction(async (session) => session);
    expect(await failureOf(late.query("select 1"))).toMatchObject({ code: "INTERNAL" });
  });

  it("tells listeners, and no longer when they stop", async () => {
    const heard: string[] = [];
    const first = Promise.withResolvers<void>();
    const unlisten = await opened().listen("Run:One", (payload) => {
      heard.push(payload);
      first.resolve();
    });
    await opened().notify("Run:Two", "not mine");
    await opened().notify("Run:One", "grüße");
    await first.promise;
    await unlisten();
    await opened().notify("Run:One", "too late");
    await opened().query("select 1");
    expect(heard).toEqual(["grüße"]);
  });

  it("tells nothing of a transaction that was undone", async () => {
    const heard: string[] = [];
    const done = Promise.withResolvers<void>();
    const unlisten = await opened().listen("undone", (payload) => {
      heard.push(payload);
      if (payload === "kept") done.resolve();
    });
    await failureOf(
      opened().transaction(async (session) => {
        await session.query("select pg_notify('undone', 'lost')");
        throw new Error("no");
      }),
    );
    await opened().notify("undone", "kept");
    await done.promise;
    await unlisten();
    expect(heard).toEqual(["kept"]);
  });

  it("stores values of several megabytes", async () => {
    const body = "looms ".repeat(500_000);
    await opened().query("insert into notes (id, body) values ($1, $2)", [1, body]);
    expect(await opened().execute("select body from notes where id = 1")).toEqual([{ body }]);
  });

  it("uses the new shape of a table that changed under a known statement", async () => {
    await opened().query("select * from notes");
    await opened().query("alter table notes add column extra integer default 7");
    await opened().query("insert into notes (id) values (1)");
    const [row] = await opened().execute("select * from notes");
    await opened().query("alter table notes drop column extra");
    expect(row).toMatchObject({ id: 1, extra: 7 });
  });

  it("migrates a migrated database without a change", async () => {
    const count = "select count(*) as n from drizzle.__drizzle_migrations";
    const before = await opened().execute(count);
    await Promise.all([migrateDatabase(opened()), migrateDatabase(opened())]);
    expect(await opened().execute(count)).toEqual(before);
  });
});
