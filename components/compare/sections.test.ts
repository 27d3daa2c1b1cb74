import { describe, expect, test } from "vitest";
import { isSameJson } from "@/nodes/core/same-json";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { aspectWords } from "./aspect-words";
import { compareRuns } from "./compare-runs";
import { documentDifference } from "./document-difference";
import { placeName, sectionsOf } from "./sections";
import type { Side } from "./side";
import { computed, documentOf, ran, sideOf } from "./testing";

function sections(a: Side, b: Side, key: string) {
  const sources = { a, b, isSame: isSameJson, documents: documentDifference(a.document, b.document) };
  const rows = compareRuns({ ...sources, countsItems: () => true });
  const row = rows.find((one) => one.key === key);
  if (row === undefined) throw new Error(`no row ${key}`);
  return { row, list: sectionsOf(sources, row) };
}

const agent = (instructions: string) =>
  documentOf({ boss: { type: "agent", instructions, prompt: "Write about {{ topic }}" } });
const boss = (topic: string, text: string) => [
  ran("boss", { topic }, { text, messages: [{ role: "assistant", content: text }] }),
];

describe("what is said of a node", () => {
  test("its settings, its input, the prompt written out, and its output", () => {
    const { row, list } = sections(
      sideOf("1", agent("Be brief."), boss("looms", "Old.")),
      sideOf("2", agent("Be kind."), boss("shuttles", "New.")),
      "boss",
    );
    expect(list.map(({ title, detail, a, b, isSecondary }) => [title, detail, a, b, isSecondary === true])).toEqual([
      ["Setting", "Instructions", "Be brief.", "Be kind.", false],
      ["Input", "topic", "looms", "shuttles", false],
      // The same as the setting, which has no variable.
      ["Instructions", "", "Be brief.", "Be kind.", true],
      ["Prompt", "", "Write about looms", "Write about shuttles", false],
      ["Output", "text", "Old.", "New.", false],
      ["Output", "messages[0].content", "Old.", "New.", true],
    ]);
    expect(aspectWords(row)).toBe("input, output and settings differ");
  });

  test("what is the same is there for those who look for it", () => {
    const side = (id: string) => sideOf(id, agent("Be brief."), boss("looms", "Old."));
    const { row, list } = sections(side("1"), side("2"), "boss");
    expect(list.every(({ isDifferent }) => !isDifferent)).toBe(true);
    expect(list.map(({ title }) => title)).toEqual(["Input", "Instructions", "Prompt", "Output", "Output"]);
    expect(aspectWords(row)).toBe("");
  });

  test("of a value that differs in many places the first ones, and how many are left", () => {
    const values = (by: number) => [computed("a", { value: Array.from({ length: 30 }, (_, i) => i + by) })];
    const document = documentOf({ a: {} });
    const { list } = sections(sideOf("1", document, values(0)), sideOf("2", document, values(100)), "a");
    expect(list).toHaveLength(12);
    expect([list[0]?.detail, list.at(-1)?.more]).toEqual(["value[0]", "18 more places differ."]);
  });

  test("of one that only a run came to, what it got and gave is no difference of values", () => {
    const document = documentOf({ a: {} });
    const { row, list } = sections(
      sideOf("1", document, [computed("a", { value: 1 })]),
      sideOf("2", document, []),
      "a",
    );
    expect([aspectWords(row), list]).toEqual([
      "only in A",
      [expect.objectContaining({ title: "Output", a: 1, b: undefined, isDifferent: false })],
    ]);
  });

  test("what was written before it was cut short, and the error", () => {
    const cut: NewTraceEvent[] = [
      { type: "node.started", nodeId: "boss", path: "", attempt: 1, input: { topic: "looms" } },
      { type: "node.delta", nodeId: "boss", path: "", port: "text", text: "Half", offset: 0 },
      { type: "node.failed", nodeId: "boss", path: "", error: { code: "TIMED_OUT", message: "Too slow." } },
    ];
    const { row, list } = sections(
      sideOf("1", agent(""), boss("looms", "Old.")),
      sideOf("2", agent(""), [cut]),
      "boss",
    );
    expect(list.find(({ title }) => title === "Written")).toMatchObject({ detail: "text", a: undefined, b: "Half" });
    expect(list.at(-1)).toMatchObject({ title: "Error", b: "Too slow.", isDifferent: true });
    expect(aspectWords(row)).toBe("status and error differ");
  });
});

test("a place in a value is written as in an expression", () => {
  expect(placeName(["results", "3", "title"])).toBe("results[3].title");
});
