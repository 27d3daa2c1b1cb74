import { describe, expect, test } from "vitest";
import { absolutePlaces, commonParent, fitsInto, nestingOf, outermost, withInside } from "./nesting";

const at = (x: number, y: number) => ({ position: { x, y } });
const nodes = [
  { id: "work", parentId: "inner", ...at(1, 2) },
  { id: "outer", ...at(100, 200) },
  { id: "inner", parentId: "outer", ...at(10, 20) },
  { id: "other", ...at(5, 5) },
];

describe("nodes in containers", () => {
  test("stand where their own place and those of all containers around them add up to", () => {
    expect(absolutePlaces(nodes).get("work")).toEqual({ x: 111, y: 222 });
    expect(absolutePlaces(nodes).get("other")).toEqual({ x: 5, y: 5 });
  });

  test("go with their container", () => {
    expect([...withInside(nodes, new Set(["outer"]))].sort()).toEqual(["inner", "outer", "work"]);
    const alone = new Set(["other"]);
    expect(withInside(nodes, alone)).toBe(alone);
  });

  test("are moved by it, and not on their own as well", () => {
    expect([...outermost(nodes, new Set(["work", "outer", "other"]))]).toEqual(["outer", "other"]);
  });

  test("share one, or none", () => {
    expect(commonParent(nodes, new Set(["work"]))).toBe("inner");
    expect(commonParent(nodes, new Set(["work", "other"]))).toBeUndefined();
  });

  test("nest as deep as a document may, and no deeper", () => {
    const chain = Array.from({ length: 8 }, (_, i) => ({ id: `n${i}`, ...(i === 0 ? {} : { parentId: `n${i - 1}` }) }));
    expect(nestingOf(chain)).toBe(7);
    expect(fitsInto(chain, "n7", 0)).toBe(true);
    expect(fitsInto(chain, "n7", 1)).toBe(false);
    expect(fitsInto(chain, undefined, 8)).toBe(true);
  });
});
