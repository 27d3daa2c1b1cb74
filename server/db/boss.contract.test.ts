import { expect, it, onTestFinished } from "vitest";
import { startBoss, workIntervals } from "@/server/db/boss";
import { describeEachDatabase } from "@/server/db/testing";

describeEachDatabase("the queue", (opened) => {
  it("hands a job to its worker, and again when that fails", async () => {
    const boss = await startBoss(opened());
    onTestFinished(() => boss.stop({ graceful: false }));
    await boss.createQueue("looms", { notify: true, retryLimit: 1, retryDelay: 0 });
    const attempts: unknown[] = [];
    const done = Promise.withResolvers<void>();
    await boss.work<{ thread: number }>("looms", workIntervals, async ([job]) => {
      attempts.push(job?.data);
      if (attempts.length === 1) throw new Error("torn");
      done.resolve();
    });
    await boss.send("looms", { thread: 7 });
    await done.promise;
    expect(attempts).toEqual([{ thread: 7 }, { thread: 7 }]);
  });

  it("picks a job up without waiting for a poll", async () => {
    const boss = await startBoss(opened());
    onTestFinished(() => boss.stop({ graceful: false }));
    await boss.createQueue("swift", { notify: true });
    let resolve = () => {};
    await boss.work("swift", { notifyPollingIntervalSeconds: 60, pollingIntervalSeconds: 60 }, async () => resolve());
    for (let round = 0; round < 3; round += 1) {
      const picked = new Promise<void>((onPicked) => {
        resolve = onPicked;
      });
      await boss.send("swift", {});
      await picked;
    }
    // Fails by its time limit: a poll would come after a minute.
    expect(await boss.findJobs("swift", { queued: true })).toEqual([]);
  });

  it("sends a job in the caller's transaction, or not at all", async () => {
    const boss = await startBoss(opened());
    onTestFinished(() => boss.stop({ graceful: false }));
    await boss.createQueue("tied");
    const send = (fails: boolean) =>
      opened().transaction(async (session) => {
        const db = {
          executeSql: async (text: string, values?: unknown[]) => ({
            rows: await session.execute(text, values as never),
          }),
        };
        await boss.send("tied", { fails }, { db });
        if (fails) throw new Error("undone");
      });
    await expect(send(true)).rejects.toThrow("undone");
    await send(false);
    const jobs = await boss.fetch("tied", { batchSize: 10 });
    expect(jobs.map((job) => job.data)).toEqual([{ fails: false }]);
  });
});
