import { describe, expect, test } from "vitest";
import { StartQueue } from "@/server/executor/start-queue";
import { gate } from "@/server/executor/testing";

/** Nodes that begin when the queue lets them, and end when the test says so. */
function nodes(queue: StartQueue) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (key: string) =>
    queue.add(key, () => {
      begun.push(key);
      const { passed, open } = gate();
      ends.set(key, open);
      return passed;
    });
  const end = async (key: string) => {
    ends.get(key)?.();
    await new Promise(setImmediate);
  };
  return { begun, add, end };
}

const afterwards = async (promise: Promise<void>) => {
  let isOver = false;
  void promise.then(() => (isOver = true));
  await new Promise(setImmediate);
  return () => isOver;
};

describe("places of a run", () => {
  test("go to what is ready, in order, as they become free", async () => {
    const queue = new StartQueue(2);
    const { begun, add, end } = nodes(queue);
    for (const key of ["a", "b", "c", "d"]) add(key);
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
  });

  test("what waits gives its place away, and has one again before what has not begun", async () => {
    const queue = new StartQueue(1);
    const { begun, add, end } = nodes(queue);
    add("a");
    add("b");
    add("c");
    const goOn = queue.stepAside("a");
    expect(begun).toEqual(["a", "b"]);
    const isBack = await afterwards(goOn());
    expect(isBack()).toBe(false);
    await end("b");
    expect(isBack()).toBe(true);
    expect(begun).toEqual(["a", "b"]);
    await end("a");
    expect(begun).toEqual(["a", "b", "c"]);
  });

  test("who ends while it waits takes no second place along", async () => {
    const queue = new StartQueue(1);
    const { begun, add, end } = nodes(queue);
    for (const key of ["a", "b", "c"]) add(key);
    queue.stepAside("a");
    await end("a");
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
  });

  test("a caller keeps its place while one of its tools is at work, and gives it away when all of them wait", async () => {
    const queue = new StartQueue(1);
    const { begun, add } = nodes(queue);
    add("loop[0]/boss");
    add("b");
    const [first, second] = [gate(), gate()];
    const calls = [first, second].map(({ passed }) => queue.during("loop[0]/boss", () => passed));
    const goOn = queue.stepAside("loop[0]/boss#1/get");
    expect(begun).toEqual(["loop[0]/boss"]);
    second.open();
    await calls[1];
    expect(begun).toEqual(["loop[0]/boss", "b"]);
    const isBack = await afterwards(goOn());
    expect(isBack()).toBe(false);
  });

  test("two that come back at once share the place that they left together", async () => {
    const queue = new StartQueue(1);
    const { begun, add, end } = nodes(queue);
    add("boss");
    add("b");
    const calls = gate();
    void queue.during("boss", () => calls.passed);
    void queue.during("boss", () => calls.passed);
    const [one, other] = [queue.stepAside("boss#1/x"), queue.stepAside("boss#2/x")];
    expect(begun).toEqual(["boss", "b"]);
    const [isOneBack, isOtherBack] = [await afterwards(one()), await afterwards(other())];
    await end("b");
    expect([isOneBack(), isOtherBack()]).toEqual([true, true]);
    add("c");
    expect(begun).toEqual(["boss", "b"]);
  });

  test("when the run ends nothing begins, and what wants its place back hears of it", async () => {
    const queue = new StartQueue(1);
    const { begun, add } = nodes(queue);
    for (const key of ["a", "b", "c"]) add(key);
    const isBack = await afterwards(queue.stepAside("a")());
    queue.clear();
    await new Promise(setImmediate);
    expect(isBack()).toBe(true);
    expect(begun).toEqual(["a", "b"]);
  });
});
