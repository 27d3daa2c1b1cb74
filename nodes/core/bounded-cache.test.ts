import { expect, it } from "vitest";
import { BoundedCache } from "./bounded-cache";

it("makes each value once, and forgets the one that was not used for longest", () => {
  const made: string[] = [];
  const cache = new BoundedCache<string>(2);
  const make = (key: string) => {
    made.push(key);
    return key.toUpperCase();
  };
  const get = (key: string) => cache.get(key, make);
  expect([get("a"), get("b"), get("a"), get("c"), get("a"), get("b")]).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(made).toEqual(["a", "b", "c", "b"]);
  expect(cache.size).toBe(2);
});

it("keeps nothing of what failed or is very long", () => {
  const cache = new BoundedCache<string>(2);
  expect(() =>
    cache.get("a", () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  cache.get("x".repeat(100_000), (text) => text);
  expect(cache.size).toBe(0);
});
