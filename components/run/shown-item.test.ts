import { describe, expect, it } from "vitest";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { createRunStore, nodeRunOf } from "./run-store";
import { containerOfItem, numberOfItem, visibleItems } from "./shown-item";
import { eventsOf, itemEnds, loopBegins, wholeItems, workBegins, workEnds } from "./testing";

function shown(events: readonly NewTraceEvent[]) {
  const store = createRunStore(() => {});
  store.show("r");
  store.push("r", eventsOf([{ type: "run.started" }, loopBegins(), ...events]));
  store.flush();
  return {
    store,
    pathOf: (nodeId: string) => nodeRunOf(store.getState(), nodeId)?.path,
    items: (containerKey = "loop") => visibleItems(store.getState(), containerKey),
  };
}

describe("what a node inside a container shows", () => {
  it("is the latest item that is under way and has come to it", () => {
    const { pathOf } = shown([workBegins("loop[0]"), workBegins("loop[1]"), workBegins("loop[1]", "after")]);
    expect(pathOf("work")).toBe("loop[1]");
    expect(pathOf("after")).toBe("loop[1]");
    expect(pathOf("never")).toBeUndefined();
  });

  it("stays with it when an earlier item says something", () => {
    const { pathOf } = shown([workBegins("loop[0]"), workBegins("loop[1]"), workEnds("loop[0]")]);
    expect(pathOf("work")).toBe("loop[1]");
  });

  it("is the item that ended last when none is under way", () => {
    const { pathOf } = shown([workBegins("loop[0]"), workBegins("loop[1]"), itemEnds(1), itemEnds(0)]);
    expect(pathOf("work")).toBe("loop[0]");
  });

  it("is nothing where the last item did not come to it", () => {
    const { pathOf } = shown([...wholeItems(1), workBegins("loop[1]", "first"), itemEnds(1)]);
    expect(pathOf("first")).toBe("loop[1]");
    expect(pathOf("work")).toBeUndefined();
  });

  it("is still there for a loop in a loop when the outer item is over", () => {
    const { pathOf } = shown([
      loopBegins("loop[0]", "inner"),
      workBegins("loop[0]/inner[0]"),
      itemEnds(0, {}, "loop[0]", "inner"),
      itemEnds(0),
    ]);
    expect(pathOf("inner")).toBe("loop[0]");
    expect(pathOf("work")).toBe("loop[0]/inner[0]");
  });

  it("is the call of a tool in the item that is shown", () => {
    const { pathOf } = shown([workBegins("loop[0]", "boss"), workBegins("loop[0]/boss#1", "tool")]);
    expect(pathOf("tool")).toBe("loop[0]/boss#1");
  });
});

describe("choosing an item", () => {
  it("holds all nodes of the container at it, until it is let go", () => {
    const { store, pathOf, items } = shown([...wholeItems(2), workBegins("loop[2]")]);
    expect(items()).toEqual(["loop[0]", "loop[1]", "loop[2]"]);
    store.lookAt(["loop[0]"]);
    expect(pathOf("work")).toBe("loop[0]");
    store.followItems("loop");
    expect(pathOf("work")).toBe("loop[2]");
  });

  it("is over when the item is too long ago to be had", () => {
    const { store, pathOf } = shown(wholeItems(2));
    store.lookAt(["loop[0]"]);
    const more = eventsOf([{ type: "run.started" }, loopBegins(), ...wholeItems(9)]);
    store.push("r", more.slice(8));
    store.flush();
    expect(store.getState().chosen.size).toBe(0);
    expect(pathOf("work")).toBe("loop[8]");
  });

  it("chooses for what is nested, too", () => {
    const { store, pathOf, items } = shown([
      loopBegins("loop[0]", "inner"),
      workBegins("loop[0]/inner[0]"),
      loopBegins("loop[1]", "inner"),
      workBegins("loop[1]/inner[0]"),
    ]);
    expect(pathOf("work")).toBe("loop[1]/inner[0]");
    store.lookAt(["loop[0]"]);
    expect(pathOf("inner")).toBe("loop[0]");
    expect(pathOf("work")).toBe("loop[0]/inner[0]");
    expect(items("loop[0]/inner")).toEqual(["loop[0]/inner[0]"]);
  });
});

it("reads a path", () => {
  expect(containerOfItem("loop[2]/inner[0]")).toBe("inner");
  expect(numberOfItem("loop[2]")).toBe(3);
});
