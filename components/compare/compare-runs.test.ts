import { describe, expect, test } from "vitest";
import { itemEnds, loopBegins } from "@/components/run/testing";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { type ComparedRow, flattened, onlyDifferent } from "./compare-runs";
import { firstDivergence } from "./first-divergence";
import { sameBy } from "./node-difference";
import { compared, computed, documentOf, ran, sideOf } from "./testing";

const chain = documentOf({ a: {}, b: {}, c: {} }, ["a.value -> b.value", "b.value -> c.value"]);
const chainRun = (b: string, more: object = {}) => [
  ran("a", {}, { value: "x" }),
  ran("b", { value: "x" }, { value: b }, "", more),
  ran("c", { value: b }, { value: `${b}!` }),
];
const outline = (rows: readonly ComparedRow[]) =>
  flattened(rows).map(({ key, depth, differences }) =>
    `${"  ".repeat(depth)}${key} ${differences.join(" ")}`.trimEnd(),
  );

describe("nodes are matched by id and path", () => {
  test("and say in what they differ", () => {
    const rows = compared(sideOf("1", chain, chainRun("y")), sideOf("2", chain, chainRun("z")));
    expect(outline(rows)).toEqual(["a", "b output", "c input output"]);
    expect(firstDivergence(rows)?.key).toBe("b");
    expect(outline(onlyDifferent(rows))).toEqual(["b output", "c input output"]);
  });

  test("equal runs differ in nothing, whatever time they took", () => {
    const rows = compared(sideOf("1", chain, chainRun("y")), sideOf("2", chain, chainRun("y", { durationMs: 900 })));
    expect(outline(rows)).toEqual(["a", "b", "c"]);
    expect([firstDivergence(rows), onlyDifferent(rows)]).toEqual([undefined, []]);
  });

  test("a node that one run did not come to, and one that failed", () => {
    const failed: NewTraceEvent[] = [
      { type: "node.started", nodeId: "b", path: "", attempt: 1, input: { value: "x" } },
      { type: "node.failed", nodeId: "b", path: "", error: { code: "TIMED_OUT", message: "Too slow." } },
    ];
    const rows = compared(
      sideOf("1", chain, chainRun("y")),
      sideOf("2", chain, [ran("a", {}, { value: "x" }), failed]),
    );
    expect(outline(rows)).toEqual(["a", "b status error", "c only-one"]);
  });

  test("what a fork took over stands in the order of execution, and has no input that would differ", () => {
    const reused = { reusedFrom: "1" };
    const fork = sideOf("2", chain, [
      computed("b", { value: "edited" }, "", reused),
      computed("a", { value: "x" }, "", reused),
      ran("c", { value: "edited" }, { value: "edited!" }),
    ]);
    const rows = compared(fork, sideOf("1", chain, chainRun("y")));
    expect(outline(rows)).toEqual(["a", "b output", "c input output"]);
  });

  test("nodes that only compute are compared by what the nodes before them gave", () => {
    const run = (value: number) => [computed("a", { value }), computed("b", { value: 1 })];
    expect(outline(compared(sideOf("1", chain, run(1)), sideOf("2", chain, run(2))))).toEqual(["a output", "b input"]);
  });

  test("a config that differs is said at its node, once, and before the nodes that a model is lent to", () => {
    const document = (temperature: number) =>
      documentOf({ boss: { type: "agent" }, m: { type: "model", temperature } }, ["m.model -> boss.model"]);
    const run = (text: string) => [
      ran("boss", {}, { text }),
      {
        type: "span.started",
        nodeId: "m",
        path: "",
        spanId: "s",
        kind: "model",
        name: "boss",
        attributes: { "heddle.used_by": "boss" },
      } as NewTraceEvent,
    ];
    const rows = compared(sideOf("1", document(0), run("a")), sideOf("2", document(1), run("b")));
    expect(outline(rows)).toEqual(["m config", "boss output"]);
    expect(firstDivergence(rows)?.key).toBe("m");
  });

  test("large values are the same where their contents are", () => {
    const isSame = sameBy(
      new Map([
        ["v1", "abc"],
        ["v2", "abc"],
        ["v3", "def"],
      ]),
    );
    const ref = (id: string) => ({ $ref: id });
    expect([isSame(ref("v1"), ref("v2")), isSame(ref("v1"), ref("v3")), isSame(ref("v1"), "text")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("containers", () => {
  const document = documentOf({ loop: { type: "for-each" }, one: { parentId: "loop" }, two: { parentId: "loop" } }, [
    "one.value -> two.value",
  ]);
  const loop = (items: readonly string[]) => [
    loopBegins(),
    ...items.flatMap((item, i) => [
      ran("one", { n: i }, { value: item }, `loop[${i}]`),
      ran("two", { value: item }, { value: `${item}!` }, `loop[${i}]`),
      itemEnds(i),
    ]),
    computed("loop", { results: items }),
  ];

  test("are compared item by item, also those that ended", () => {
    const rows = compared(sideOf("1", document, loop(["a", "b"])), sideOf("2", document, loop(["a", "x"])));
    expect(outline(rows)).toEqual([
      "loop output",
      "  loop[0]",
      "    loop[0]/one",
      "    loop[0]/two",
      "  loop[1]",
      "    loop[1]/one output",
      "    loop[1]/two input output",
    ]);
    expect(firstDivergence(rows)?.key).toBe("loop[1]/one");
    expect(outline(onlyDifferent(rows))).toHaveLength(4);
  });

  test("an item that only one run has is one difference", () => {
    const rows = compared(sideOf("1", document, loop(["a"])), sideOf("2", document, loop(["a", "b"])));
    expect(outline(onlyDifferent(rows))).toEqual(["loop output", "  loop[1] only-one"]);
    expect(firstDivergence(rows)?.key).toBe("loop[1]");
  });

  test("two thousand node runs are compared at once", () => {
    const items = Array.from({ length: 1_000 }, (_, i) => `item ${i}`);
    const rows = compared(sideOf("1", document, loop(items)), sideOf("2", document, loop(items.with(700, "other"))));
    expect(flattened(rows)).toHaveLength(3_001);
    expect(firstDivergence(rows)?.key).toBe("loop[700]/one");
  });
});

describe("tools of an agent", () => {
  const document = documentOf({ boss: { type: "agent" }, search: { type: "http" } });
  const agent = (text: string, calls: readonly (readonly [asked: string, found: string])[]) => [
    { type: "node.started", nodeId: "boss", path: "", attempt: 1, input: { task: "t" } } as NewTraceEvent,
    ...calls.flatMap(([asked, found], i) => ran("search", { asked }, { found }, `boss#${i + 1}`)),
    computed("boss", { text }),
  ];

  test("stand below it in the order of the calls", () => {
    const calls = Array.from({ length: 11 }, (_, i) => [`q${i}`, "r"] as const);
    const rows = compared(sideOf("1", document, agent("x", calls)), sideOf("2", document, agent("x", calls)));
    expect(rows[0]?.below.map(({ key }) => key)).toEqual(calls.map((_, i) => `boss#${i + 1}/search`));
  });

  test("an agent that asked for something else parted itself; a tool that gave something else parted for it", () => {
    const base = sideOf("1", document, agent("x", [["q", "r"]]));
    const askedElse = compared(base, sideOf("2", document, agent("y", [["other", "r"]])));
    expect(outline(askedElse)).toEqual(["boss output", "  boss#1/search input"]);
    expect(firstDivergence(askedElse)?.key).toBe("boss");
    const gaveElse = compared(base, sideOf("2", document, agent("y", [["q", "s"]])));
    expect(firstDivergence(gaveElse)?.key).toBe("boss#1/search");
  });
});
