import { describe, expect, test } from "vitest";
import { dataKinds, kindsFit, type PortKind, resourceKinds } from "./port";

const all: readonly PortKind[] = [...dataKinds, ...resourceKinds];
const fitting = all.flatMap((from) => all.filter((to) => kindsFit(from, to).ok).map((to) => `${from} → ${to}`));

describe("which kinds fit", () => {
  test("every kind meets itself, any meets every value, json takes every value", () => {
    for (const kind of all) expect(fitting).toContain(`${kind} → ${kind}`);
    for (const kind of dataKinds) {
      expect(fitting).toEqual(expect.arrayContaining([`${kind} → any`, `any → ${kind}`, `${kind} → json`]));
    }
  });

  test("text takes what prints in one way; there is nothing else", () => {
    const rest = fitting.filter((pair) => {
      const [from, to] = pair.split(" → ");
      return from !== to && from !== "any" && to !== "any" && to !== "json";
    });
    expect(rest).toEqual(["number → text", "boolean → text", "json → text"]);
  });

  test("a refusal says why, and which node would convert", () => {
    expect(kindsFit("documents", "text")).toEqual({
      ok: false,
      reason: "This port takes text, and the output gives documents. Put a prompt node between them.",
      convertWith: "prompt",
    });
    expect(kindsFit("text", "number")).toMatchObject({ convertWith: "transform" });
    expect(kindsFit("text", "file")).not.toHaveProperty("convertWith");
    expect(kindsFit("model", "text")).toMatchObject({ reason: expect.stringContaining("lent to a node's model port") });
    expect(kindsFit("text", "model")).toMatchObject({ reason: expect.stringContaining("takes a model, not a value") });
    expect(kindsFit("tool", "model")).toMatchObject({ reason: "This port takes a model, not a tool." });
  });
});
