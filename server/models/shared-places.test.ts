import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { type Place, SharedPlaces } from "./shared-places";

const patient = new AbortController().signal;

// On the embedded database one process is all there is, and `endpoint-queue.test.ts` has its queue.
describe.skipIf(process.env.TEST_DATABASE_URL === undefined)("places that processes share", () => {
  let database: Database;
  const opened: SharedPlaces[] = [];

  beforeAll(async () => {
    database = await openTestDatabase("postgres");
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((places) => places.close()));
  });
  afterAll(() => database?.close());

  /** As a process of its own: it has its own connection. */
  function process(): SharedPlaces {
    const places = new SharedPlaces(database.url as string, (...listen) => database.listen(...listen));
    opened.push(places);
    return places;
  }

  function take(
    places: SharedPlaces,
    more: { limit?: number; addresses?: readonly string[]; signal?: AbortSignal } = {},
  ) {
    return places.take({ addresses: ["a"], limit: 1, signal: patient, ...more });
  }

  test("are never more than the limit, and every call gets one", async () => {
    const processes = [process(), process(), process()];
    let active = 0;
    let most = 0;
    const calls = Array.from({ length: 30 }, async (_, i) => {
      const place = await take(processes[i % 3] as SharedPlaces, { limit: 2 });
      active += 1;
      most = Math.max(most, active);
      await new Promise((resolve) => setTimeout(resolve, 5));
      active -= 1;
      place.release();
    });
    await Promise.all(calls);
    expect(most).toBe(2);
  });

  test("go to the process that waits, not again and again to the one that had it", async () => {
    const [first, second] = [process(), process()];
    const order: string[] = [];
    const holder = await take(first);
    const call = async (places: SharedPlaces, name: string) => {
      const place = await take(places);
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, 20));
      place.release();
    };
    const isQueued = Promise.withResolvers<void>();
    const heard = await database.listen("heddle_places", (text) => text.startsWith("wanted") && isQueued.resolve());
    const seconds = [call(second, "second"), call(second, "second")];
    await isQueued.promise;
    await heard();
    const firsts = Array.from({ length: 6 }, () => call(first, "first"));
    holder.release();
    await Promise.all([...firsts, ...seconds]);
    expect(order.slice(0, 5).filter((name) => name === "second")).toHaveLength(2);
  });

  test("of a process that dies are free at once", async () => {
    const [first, second] = [process(), process()];
    await take(first);
    const waiting = take(second);
    const [ended] = await database.execute<{ ended: number }>(
      `select count(pg_terminate_backend(pid))::int as ended from pg_locks
       where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(ended).toEqual({ ended: 1 });
    // The first one is alive and would take its place back; a dead one does not.
    await first.close();
    (await waiting).release();
  });

  test("are kept by the calls under way when the connection was lost", async () => {
    const [first, second] = [process(), process()];
    const place = await take(first);
    await database.execute(
      `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
    );
    const lockedAgain = async () => {
      const rows = await database.execute(
        `select 1 from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length;
    };
    await expect.poll(lockedAgain, { timeout: 20_000 }).toBe(1);
    const controller = new AbortController();
    const refused = take(second, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(refused).rejects.toThrow("enough");
    place.release();
    (await take(second)).release();
  });

  test("are taken at another endpoint where the first one has none left", async () => {
    const [first, second] = [process(), process()];
    const both = { addresses: ["x", "y"] };
    const one = await take(first, both);
    const other = await take(second, both);
    expect([one.address, other.address]).toEqual(["x", "y"]);
    const told: boolean[] = [];
    const third: Promise<Place> = first.take({
      ...both,
      limit: 1,
      signal: patient,
      onQueue: (waits) => told.push(waits),
    });
    await expect.poll(() => told, { timeout: 20_000 }).toEqual([true]);
    other.release();
    expect((await third).address).toBe("y");
    expect(told).toEqual([true, false]);
    one.release();
    (await third).release();
  });
});
