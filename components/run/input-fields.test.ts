import { describe, expect, it } from "vitest";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import { emptyWorkflow, type WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { draftOf, type InputField, inputFieldsOf, readDraft } from "./input-fields";

const field = (name: string, type: InputField["type"], more: Partial<InputField> = {}): InputField => ({
  name,
  type,
  required: false,
  description: "",
  ...more,
});

describe("inputFieldsOf", () => {
  const node: WorkflowNode = {
    id: "in",
    type: "input",
    position: { x: 0, y: 0 },
    config: { fields: [{ name: "topic", type: "text", required: true }] },
  };
  const fieldsOf = (nodes: WorkflowNode[]) =>
    inputFieldsOf(resolveNodes({ ...emptyWorkflow("w"), nodes }, definitions).values());

  it("reads the fields of the input node with their defaults", () => {
    expect(fieldsOf([node])).toEqual([field("topic", "text", { required: true })]);
  });

  it("is empty without an input node that takes part", () => {
    expect(fieldsOf([])).toEqual([]);
    expect(fieldsOf([{ ...node, disabled: true }])).toEqual([]);
  });
});

describe("drafts", () => {
  const fields = [
    field("topic", "text", { required: true }),
    field("count", "number"),
    field("deep", "boolean"),
    field("more", "json"),
    field("tone", "text", { options: ["dry", "warm"] }),
  ];

  it("starts with the last input where it still fits", () => {
    expect(draftOf(fields, { topic: "looms", count: "3", deep: true, more: { a: 1 }, tone: "loud" })).toEqual({
      topic: "looms",
      count: null,
      deep: true,
      more: '{\n  "a": 1\n}',
      tone: "",
    });
    expect(draftOf([field("n", "number", { default: 7 })], {})).toEqual({ n: 7 });
  });

  it("leaves out what is empty, and asks for what is required", () => {
    expect(readDraft(fields, { topic: "looms", count: null, deep: false, more: "[1]", tone: "" })).toEqual({
      ok: true,
      input: { topic: "looms", deep: false, more: [1] },
    });
    expect(readDraft(fields, { topic: "" })).toEqual({ ok: false, errors: { topic: "Fill this in." } });
  });

  it("says how long a text may be before anything is sent", () => {
    const limited = [field("topic", "text", { minLength: 3, maxLength: 5 })];
    const refusal = (topic: string) => ({ ok: false, errors: { topic } });
    expect(readDraft(limited, { topic: "ab" })).toEqual(refusal("Write at least 3 characters; these are 2."));
    expect(readDraft(limited, { topic: "abcdef" })).toEqual(refusal("Write at most 5 characters; these are 6."));
    expect(readDraft(limited, { topic: "abcde" })).toEqual({ ok: true, input: { topic: "abcde" } });
  });

  it("names a field whose JSON does not parse", () => {
    const read = readDraft(fields, { topic: "x", more: "{" });
    expect(read).toMatchObject({ ok: false, errors: { more: expect.stringContaining("no JSON") } });
  });
});
