import { describe, expect, it, vi } from "vitest";
import { PendingDeletes } from "./pending-deletes";

describe("PendingDeletes", () => {
  it("hides at once, and sends nothing when it is taken back", () => {
    const deletes = new PendingDeletes();
    const commit = vi.fn();
    deletes.add("a", commit);
    expect([...deletes.hidden()]).toEqual(["a"]);
    expect(deletes.undo("a")).toBe(true);
    deletes.commit("a");
    expect(commit).not.toHaveBeenCalled();
    expect(deletes.hidden().size).toBe(0);
  });

  it("carries out once, and is then too late to take back", () => {
    const deletes = new PendingDeletes();
    const commit = vi.fn();
    deletes.add("a", commit);
    deletes.commit("a");
    deletes.commit("a");
    expect(commit).toHaveBeenCalledOnce();
    expect(deletes.undo("a")).toBe(false);
    expect([...deletes.hidden()]).toEqual(["a"]);
  });

  it("hands over what waits when the page goes away, and nothing twice", () => {
    const deletes = new PendingDeletes();
    const commit = vi.fn();
    deletes.add("a", commit);
    deletes.add("b", commit);
    deletes.commit("a");
    expect(deletes.takeAll()).toEqual(["b"]);
    expect(deletes.takeAll()).toEqual([]);
    deletes.commit("b");
    expect(commit).toHaveBeenCalledOnce();
  });

  it("tells its listeners, with a new set for each change", () => {
    const deletes = new PendingDeletes();
    const listener = vi.fn();
    const before = deletes.hidden();
    const stop = deletes.subscribe(listener);
    deletes.add("a", () => {});
    expect(listener).toHaveBeenCalledOnce();
    expect(deletes.hidden()).not.toBe(before);
    stop();
    deletes.reveal("a");
    expect(listener).toHaveBeenCalledOnce();
  });
});
