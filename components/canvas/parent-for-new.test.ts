import { describe, expect, test } from "vitest";
import { definitions } from "@/nodes/definitions";
import { type NewPlace, parentForNew } from "./parent-for-new";
import { nestedLoops } from "./testing";

const none: ReadonlySet<string> = new Set();
const parentFor = (place: Partial<NewPlace>) =>
  parentForNew(nestedLoops(), definitions, { isAimed: false, selected: none, ...place });

describe("the container of a new node", () => {
  test("is the frame that it is dropped into, whatever is selected", () => {
    expect(parentFor({ pointed: "loop", isAimed: true, selected: new Set(["in"]) })).toBe("loop");
    expect(parentFor({ pointed: null, isAimed: true, selected: new Set(["work"]) })).toBeUndefined();
  });

  test("is the one that is selected, or that of the selected node, wherever the pointer lies", () => {
    expect(parentFor({ selected: new Set(["outer"]), pointed: null })).toBe("outer");
    expect(parentFor({ selected: new Set(["work"]) })).toBe("loop");
    expect(parentFor({ selected: new Set(["in"]), pointed: "loop" })).toBe("loop");
    expect(parentFor({ selected: new Set(["work", "loop"]) })).toBeUndefined();
  });

  test("is one that the connection can reach which the new node gets", () => {
    const output = (nodeId: string, port: string) => ({ nodeId, port, side: "output" }) as const;
    expect(parentFor({ pointed: null, isAimed: true, connectTo: output("work", "value") })).toBe("loop");
    expect(parentFor({ pointed: null, isAimed: true, connectTo: output("outer", "inner.item") })).toBe("outer");
    expect(parentFor({ pointed: "loop", isAimed: true, connectTo: output("rate", "value") })).toBe("loop");
    const input = { nodeId: "out", port: "value", side: "input" } as const;
    expect(parentFor({ pointed: "loop", isAimed: true, connectTo: input })).toBeUndefined();
  });
});
