import { describe, expect, it } from "vitest";
import { editorOf, isEdited, readAnswer, startOf } from "./answer-editor";
import type { Question } from "./question";

const asked = (more: Partial<Question>): Question => ({
  ...{ runId: "r", nodeId: "ask", path: "", workflowId: "w", title: "Send it?", isToolCall: false },
  reason: "approval",
  choices: ["approve", "reject"],
  ...more,
});
const read = (question: Question, draft = startOf(editorOf(question))) =>
  readAnswer(question, editorOf(question), draft);

describe("an answer", () => {
  it("carries no value while nothing was changed", () => {
    expect(read(asked({ value: { to: "Al" } }))).toEqual({ ok: true });
    expect(read(asked({ value: "text" }))).toEqual({ ok: true });
    expect(read(asked({ reason: "decision", choices: ["retry", "skip", "fail"] }))).toEqual({ ok: true });
  });

  it("carries what the person made of the value", () => {
    expect(read(asked({ value: { to: "Al" } }), '{ "to": "Bo" }')).toEqual({ ok: true, value: { to: "Bo" } });
    expect(read(asked({ value: "text" }), "other")).toEqual({ ok: true, value: "other" });
    expect(isEdited(editorOf(asked({ value: "text" })), "other")).toBe(true);
  });

  it("cannot be sent while its JSON is broken", () => {
    expect(read(asked({ value: [1] }), "[1")).toMatchObject({ ok: false });
  });

  it("keeps the arguments of a call an object", () => {
    expect(read(asked({ value: { to: "Al" }, isToolCall: true }), "[]")).toMatchObject({ ok: false });
    expect(read(asked({ value: { to: "Al" } }), "[]")).toEqual({ ok: true, value: [] });
  });

  it("always carries a form, which takes the place of the value", () => {
    const form = { type: "object", properties: { ok: { type: "boolean" } } };
    expect(read(asked({ value: 1, form }))).toEqual({ ok: true, value: { ok: false } });
  });

  it("holds JSON against a schema that has no lines", () => {
    const form = { type: "array", minItems: 1, items: { type: "string" } };
    expect(editorOf(asked({ value: ["a"], form }))).toMatchObject({ kind: "value", start: '[\n  "a"\n]' });
    expect(read(asked({ value: 1, form }))).toEqual({
      ok: false,
      problems: { "": "It must be a list, not an object." },
    });
    expect(read(asked({ value: 1, form }), '["b"]')).toEqual({ ok: true, value: ["b"] });
  });
});
