import { describe, expect, it } from "vitest";
import type { NodeRun } from "@/nodes/core/node-run";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { nodeRunsOf } from "./node-runs-of";
import { createRunStore, nodeRunOf, type RunStore } from "./run-store";

/** A store whose frames are drawn by hand. */
function storeWithFrames() {
  const frames: (() => void)[] = [];
  const store = createRunStore((flush) => frames.push(flush));
  const drawFrame = () => {
    for (const flush of frames.splice(0)) flush();
  };
  return { store, frames, drawFrame };
}

const delta = (seq: number, nodeId: string, text: string, offset = 0, path = ""): TraceEvent => ({
  runId: "r",
  seq,
  at: seq,
  type: "node.delta",
  nodeId,
  path,
  port: "text",
  text,
  offset,
});

/** How often a component that selects this would render again: what `useStore` does, without React. */
function countRenders<T>(store: RunStore, select: () => T): () => number {
  let last = select();
  let renders = 0;
  store.subscribe(() => {
    const next = select();
    if (!Object.is(last, next)) renders += 1;
    last = next;
  });
  return () => renders;
}

describe("createRunStore", () => {
  it("applies all events of a frame together, with one notice", () => {
    const { store, frames, drawFrame } = storeWithFrames();
    store.show("r");
    let notices = 0;
    store.subscribe(() => {
      notices += 1;
    });
    store.push("r", [delta(1, "a", "He")]);
    store.push("r", [delta(2, "a", "llo", 2)]);
    expect(frames).toHaveLength(1);
    expect(store.getState().eventCount).toBe(0);
    drawFrame();
    expect(notices).toBe(1);
    expect(nodeRunOf(store.getState(), "a")?.streamed).toEqual({ text: "Hello" });
  });

  it("does not take the nodes of a called workflow for its own, whenever it hears which node calls", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(1, "http1", "own"), delta(2, "http1", "called", 0, "call[0]")]);
    drawFrame();
    expect(nodeRunOf(store.getState(), "http1")?.path).not.toBe("");
    store.setCallers(new Set(["call"]));
    expect(nodeRunOf(store.getState(), "http1")?.streamed).toEqual({ text: "own" });
    expect([...nodeRunsOf(store.getState(), "http1").keys()]).toEqual(["http1"]);
    store.push("r", [delta(3, "http1", "again", 6, "call[0]")]);
    drawFrame();
    expect(nodeRunOf(store.getState(), "http1")?.streamed).toEqual({ text: "own" });
    store.setCallers(new Set());
    expect(nodeRunsOf(store.getState(), "http1").size).toBe(2);
  });

  it("puts the events of a frame in order and drops doubles", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(3, "a", "c", 2), delta(1, "a", "a")]);
    store.push("r", [delta(2, "a", "b", 1), delta(1, "a", "a")]);
    drawFrame();
    store.push("r", [delta(3, "a", "c", 2)]);
    drawFrame();
    expect(nodeRunOf(store.getState(), "a")?.streamed).toEqual({ text: "abc" });
    expect(store.getState().eventCount).toBe(3);
  });

  it("re-renders the node that events concern, once a frame, and no other", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(1, "a", "x"), delta(2, "b", "y")]);
    drawFrame();
    const select = (nodeId: string) => (): NodeRun | undefined => nodeRunOf(store.getState(), nodeId);
    const rendersOfA = countRenders(store, select("a"));
    const rendersOfB = countRenders(store, select("b"));
    for (let seq = 3; seq < 103; seq++) {
      store.push("r", [delta(seq, "a", "x", seq - 2)]);
      if (seq % 10 === 0) drawFrame();
    }
    drawFrame();
    expect(rendersOfA()).toBe(11);
    expect(rendersOfB()).toBe(0);
  });

  it("drops what still comes for a run that is no longer shown", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(1, "a", "x")]);
    store.show("other");
    store.push("r", [delta(2, "a", "x")]);
    drawFrame();
    expect(store.getState()).toMatchObject({ runId: "other", eventCount: 0 });
  });

  it("shows of several node runs of one node the one that events touched last", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(1, "a", "first", 0, "boss#1"), delta(2, "a", "second", 0, "boss#2"), delta(3, "b", "z")]);
    drawFrame();
    expect(nodeRunOf(store.getState(), "a")?.path).toBe("boss#2");
  });

  it("holds at a place while events go on, and follows again", () => {
    const { store, drawFrame } = storeWithFrames();
    store.show("r");
    store.push("r", [delta(1, "a", "a"), delta(2, "a", "b", 1)]);
    store.seek(1);
    expect(nodeRunOf(store.getState(), "a")?.streamed?.text).toBe("a");
    store.push("r", [delta(3, "a", "c", 2)]);
    drawFrame();
    expect(store.getState()).toMatchObject({ position: 1, eventCount: 3, isHeld: true });
    store.seek(null);
    expect(nodeRunOf(store.getState(), "a")?.streamed?.text).toBe("abc");
    expect(store.getState().isHeld).toBe(false);
  });
});
