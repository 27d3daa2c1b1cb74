import { describe, expect, it } from "vitest";
import { moved, newItem, without } from "./list-items";

describe("list items", () => {
  it("gives a new item a name that is free", () => {
    const initial = { name: "field", type: "text" };
    expect(newItem(initial, [])).toEqual(initial);
    expect(newItem(initial, [{ name: "field" }, { name: "field2" }])).toEqual({ name: "field3", type: "text" });
    expect(newItem({ role: "user" }, [{ role: "user" }])).toEqual({ role: "user" });
  });

  it("moves both ways, to the ends, and takes away", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(without(["a", "b"], 0)).toEqual(["b"]);
  });
});
