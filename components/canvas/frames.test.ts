import { describe, expect, test } from "vitest";
import { frameAt, framePadding, frameSize, framesOf } from "./frames";
import { node } from "./testing";

const card = { width: 240, height: 100 };
const isLoop = ({ type }: { type: string }) => type === "for-each";
const frames = (nodes: Parameters<typeof framesOf>[0]) =>
  framesOf(nodes as ReturnType<typeof node>[], isLoop, () => card);

describe("the frame of a container", () => {
  test("has a size of its own while it is empty", () => {
    expect(frames([node("loop", "for-each", 500, 500)]).get("loop")).toEqual({
      x: 0,
      y: 0,
      width: frameSize.width,
      height: frameSize.height,
    });
  });

  test("reaches around all nodes inside, with room for the names of its ports", () => {
    const loop = [node("loop", "for-each"), node("a", "log", 120, 70, "loop"), node("b", "log", 440, 300, "loop")];
    expect(frames(loop).get("loop")).toEqual({
      x: 0,
      y: 0,
      width: 440 + card.width + framePadding.right,
      height: 300 + card.height + framePadding.bottom,
    });
  });

  test("is pulled to what stands left of its place or above it, and does not shift what stands in it", () => {
    const loop = [node("loop", "for-each", 1_000, 0), node("a", "log", -200, -50, "loop")];
    expect(frames(loop).get("loop")).toMatchObject({ x: -200 - framePadding.left, y: -50 - framePadding.top });
  });

  test("holds the frames inside it", () => {
    const nested = [
      node("inner", "for-each", 110, 70, "outer"),
      node("work", "log", 500, 70, "inner"),
      node("outer", "for-each"),
    ];
    const found = frames(nested);
    const inner = found.get("inner");
    expect(inner?.width).toBe(500 + card.width + framePadding.right);
    expect(found.get("outer")?.width).toBe(110 + (inner?.width ?? 0) + framePadding.right);
  });

  test("belongs to a node of an unknown type, too, when something stands in it", () => {
    expect([...frames([node("x", "gone"), node("a", "log", 0, 0, "x")]).keys()]).toEqual(["x"]);
  });

  test("ends where nodes stand in each other, which only a broken document has", () => {
    expect(frames([node("a", "for-each", 0, 0, "b"), node("b", "for-each", 0, 0, "a")]).size).toBe(2);
  });
});

test("the innermost frame takes what is dropped", () => {
  const placed = [
    { id: "outer", x: 0, y: 0, width: 900, height: 600, depth: 1 },
    { id: "inner", x: 100, y: 100, width: 480, height: 240, depth: 2 },
  ];
  expect(frameAt(placed, { x: 200, y: 200 })).toBe("inner");
  expect(frameAt(placed, { x: 700, y: 200 })).toBe("outer");
  expect(frameAt(placed, { x: 950, y: 200 })).toBeUndefined();
});
