import { expect, it } from "vitest";
import { formatTable, holds } from "./table";

it("judges the median of the rounds by the target", () => {
  const figure = { name: "a run", unit: "ms", rounds: [9, 4, 5] } as const;
  expect(holds({ ...figure, atMost: 5 })).toBe(true);
  expect(holds({ ...figure, atMost: 4.9 })).toBe(false);
  expect(holds({ ...figure, atLeast: 5 })).toBe(true);
  expect(holds({ ...figure, atLeast: 6 })).toBe(false);
  expect(holds(figure)).toBeUndefined();
});

it("aligns its columns", () => {
  const table = formatTable([
    {
      name: "a node more",
      unit: "ms",
      rounds: [0.0214],
      atMost: 0.05,
      peers: { n8n: 0.95, flowise: 4.3, nodeRed: 0.007, langGraph: 0.73 },
    },
    { name: "runs", unit: "runs/s", rounds: [1234.5, 1000, 1400], atLeast: 1500 },
    { name: "the call", unit: "ms", rounds: [12.34] },
  ]);
  expect(table).toBe(
    [
      "                   median               rounds   target            n8n  Flowise  Node-RED  LangGraph.js",
      "a node more      0.021 ms                0.021  ≤ 0.050   holds  0.950     4.30     0.007         0.730",
      "runs         1,235 runs/s  1,235  1,000  1,400  ≥ 1,500  MISSED",
      "the call          12.3 ms                 12.3",
    ].join("\n"),
  );
});
