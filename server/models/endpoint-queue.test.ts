import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { forgetSingleton } from "@/server/singleton";
import type { Slot } from "./endpoint-queue";
import { acquireSlot } from "./endpoint-queue";

afterEach(() => forgetSingleton("model-endpoints"));

const patient = new AbortController().signal;

function acquire(
  fairnessKey: string,
  more: { limit?: number; addresses?: readonly string[]; signal?: AbortSignal } = {},
): Promise<Slot> {
  return acquireSlot({ addresses: ["a"], limit: 1, signal: patient, fairnessKey, ...more });
}

/** Lets every promise that can go on go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the queue of an endpoint", () => {
  test("serves the keys in turn, each in its own order", async () => {
    const order: string[] = [];
    const first = await acquire("running");
    const waiting = ["a1", "a2", "a3", "b1", "c1", "c2"].map(async (name) => {
      const slot = await acquire(name.charAt(0));
      order.push(name);
      slot.release("answered");
    });
    first.release("answered");
    await Promise.all(waiting);
    expect(order).toEqual(["a1", "b1", "c1", "a2", "c2", "a3"]);
  });

  test("lets a canceled call go at once, and does not lose its place to nobody", async () => {
    const first = await acquire("a");
    const controller = new AbortController();
    const reason = new Error("enough");
    const canceled = acquire("b", { signal: controller.signal });
    const next = acquire("c");
    controller.abort(reason);
    await expect(canceled).rejects.toBe(reason);
    first.release("answered");
    (await next).release("answered");
    (await acquire("d")).release("answered");
  });

  test("takes whichever endpoint gets free first", async () => {
    const both = { addresses: ["a", "b"] };
    const [first, second] = [await acquire("x", both), await acquire("x", both)];
    expect([first.address, second.address]).toEqual(["a", "b"]);
    const waiting = acquire("y", both);
    second.release("answered");
    const third = await waiting;
    expect(third.address).toBe("b");
    expect(third.queuedMs).toBeGreaterThanOrEqual(0);
    first.release("answered");
    third.release("answered");
  });

  test("passes over an endpoint that failed, while another can take the call", async () => {
    const both = { addresses: ["a", "b"], limit: 4 };
    (await acquire("x", both)).release("failed");
    expect((await acquire("x", both)).address).toBe("b");
    expect((await acquire("x", both)).address).toBe("b");
    expect((await acquire("x", { limit: 4 })).address).toBe("a");
  });

  test("never exceeds the limit and forgets nobody, whatever ends when", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(
          fc.record({
            key: fc.constantFrom("a", "b", "c"),
            isCanceled: fc.boolean(),
            endpoints: fc.constantFrom(["p"], ["p", "q"]),
          }),
          { maxLength: 20 },
        ),
        async (limit, calls) => {
          forgetSingleton("model-endpoints");
          const active = new Map<string, number>();
          let ended = 0;
          const running = calls.map(async ({ key, isCanceled, endpoints }) => {
            const controller = new AbortController();
            const waiting = acquire(key, { limit, addresses: endpoints, signal: controller.signal });
            if (isCanceled) queueMicrotask(() => controller.abort(new Error("enough")));
            const slot = await waiting.catch(() => undefined);
            if (slot !== undefined) {
              active.set(slot.address, (active.get(slot.address) ?? 0) + 1);
              expect(active.get(slot.address)).toBeLessThanOrEqual(limit);
              await settled();
              active.set(slot.address, (active.get(slot.address) ?? 0) - 1);
              slot.release("answered");
            }
            ended += 1;
          });
          await Promise.all(running);
          expect(ended).toBe(calls.length);
          const after = await Promise.all(
            Array.from({ length: limit }, () => acquire("z", { limit, addresses: ["p"] })),
          );
          expect(after).toHaveLength(limit);
        },
      ),
      { numRuns: 50 },
    );
  });
});
