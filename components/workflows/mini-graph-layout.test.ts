import { describe, expect, it } from "vitest";
import { layoutMiniGraph, type MiniBox, type Sketch, sketchOf } from "./mini-graph-layout";

const frame = { width: 88, height: 40 };

function sketch(
  nodes: [id: string, x: number, y: number, parentId?: string][],
  connections: [string, string][] = [],
): Sketch {
  return {
    nodes: nodes.map(([id, x, y, parentId]) => ({ id, type: "agent", x, y, parentId })),
    connections: connections.map(([source, target]) => ({ source, target })),
  };
}

describe("layoutMiniGraph", () => {
  it("keeps every box inside the frame, wherever the graph lies and however large it is", () => {
    const graphs = [
      sketch([["a", 0, 0]]),
      sketch([
        ["a", -5000, 9000],
        ["b", -4000, 9100],
        ["c", -3000, 12_000],
      ]),
      sketch(
        Array.from(
          { length: 300 },
          (_, i) => [`n${i}`, (i % 20) * 320, Math.floor(i / 20) * 160] as [string, number, number],
        ),
      ),
    ];
    for (const graph of graphs) {
      for (const box of layoutMiniGraph(graph, frame).boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(frame.width + 0.2);
        expect(box.y + box.height).toBeLessThanOrEqual(frame.height + 0.2);
      }
    }
  });

  it("keeps proportions: what is twice as far is drawn twice as far", () => {
    const [a, b, c] = layoutMiniGraph(
      sketch([
        ["a", 0, 0],
        ["b", 400, 0],
        ["c", 1200, 0],
      ]),
      frame,
    ).boxes;
    if (!a || !b || !c) throw new Error("boxes are missing");
    expect((c.x - b.x) / (b.x - a.x)).toBeCloseTo(2, 1);
  });

  it("does not blow up a single node, and centers it", () => {
    const [box] = layoutMiniGraph(sketch([["a", 700, 700]]), frame).boxes;
    expect(box).toMatchObject({ width: 38.4, x: 24.8 });
  });

  it("draws what is lent upwards, from the top of the lender to the bottom of who borrows it", () => {
    const graph = sketch(
      [
        ["agent", 400, 0],
        ["model", 0, 300],
      ],
      [["model", "agent"]],
    );
    const lines = (isLender: boolean) => layoutMiniGraph(graph, frame, () => isLender);
    const { boxes, lines: lent } = lines(true);
    const [agent, model] = boxes;
    if (agent === undefined || model === undefined) throw new Error("two boxes");
    const middle = (box: typeof agent) => Math.round((box.x + box.width / 2) * 10) / 10;
    expect(lent[0]).toMatch(new RegExp(`^M${middle(model)} ${model.y}C.* ${middle(agent)} [\\d.]+$`));
    expect(lines(false).lines).not.toEqual(lent);
  });

  it("counts a child's place from its container", () => {
    const [loop, child] = layoutMiniGraph(
      sketch([
        ["child", 120, 70, "loop"],
        ["loop", 1000, 1000],
      ]),
      frame,
    ).boxes as [MiniBox, MiniBox];
    // The frame of a container is 480 pixels wide at least.
    const scale = loop.width / 480;
    expect(child.x - loop.x).toBeCloseTo(120 * scale, 0);
    expect(child.y - loop.y).toBeCloseTo(70 * scale, 0);
    expect([loop.isFrame, child.isFrame]).toEqual([true, undefined]);
  });

  it("leads what is in a container from its left edge to its right one", () => {
    const { boxes, lines } = layoutMiniGraph(
      sketch(
        [
          ["loop", 0, 0],
          ["child", 120, 70, "loop"],
        ],
        [
          ["loop", "child"],
          ["child", "loop"],
        ],
      ),
      frame,
    );
    const [loop, child] = boxes as [MiniBox, MiniBox];
    expect(lines[0]?.startsWith(`M${loop.x} `)).toBe(true);
    expect(lines[0]).toContain(`L${child.x} `);
    expect(lines[1]).toContain(`L${Math.round((loop.x + loop.width) * 10) / 10} `);
  });

  it("survives containers that contain each other, and connections to nodes that are not there", () => {
    const picture = layoutMiniGraph(
      sketch(
        [
          ["a", 0, 0, "b"],
          ["b", 0, 0, "a"],
        ],
        [
          ["a", "gone"],
          ["a", "b"],
        ],
      ),
      frame,
    );
    expect(picture.boxes).toHaveLength(2);
    expect(picture.lines).toHaveLength(1);
  });

  it("draws nothing for an empty workflow", () => {
    expect(layoutMiniGraph(sketchOf({ nodes: [], connections: [] }), frame)).toEqual({ boxes: [], lines: [] });
  });
});
