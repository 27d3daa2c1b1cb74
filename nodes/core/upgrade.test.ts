import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import type { NodeDefinition } from "./node-definition";
import { documentUpgrades, upgradeDocument, upgradeNode, upgradeNodes } from "./upgrade";
import { type WorkflowNode, workflowVersion } from "./workflow";

const node = (more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id: "a",
  type: "log",
  position: { x: 0, y: 0 },
  config: { steps: "" },
  ...more,
});
const append = (step: number) => (config: Record<string, unknown>) => ({ ...config, steps: `${config.steps}${step}` });
const atVersion = (
  version: number,
  upgrades: NodeDefinition["upgrades"] = { 1: append(1), 2: append(2), 3: append(3) },
) => ({
  ...(definitions.get("log") as NodeDefinition),
  version,
  upgrades,
});

describe("a document of an older version", () => {
  const steps = {
    1: (document: Record<string, unknown>) => ({ ...document, one: true }),
    2: (document: Record<string, unknown>) => ({ ...document, two: document.one }),
  };

  test("takes each step in turn, from where it is", () => {
    expect(upgradeDocument({ version: 1 }, steps, 3)).toEqual({ version: 3, one: true, two: true });
    expect(upgradeDocument({ version: 2 }, steps, 3)).toEqual({ version: 3, two: undefined });
    expect(upgradeDocument({ version: 3 }, steps, 3)).toEqual({ version: 3 });
  });

  test("of a version that nobody knows is left for the schema to refuse", () => {
    for (const version of [9, 0, "x", null, undefined])
      expect(upgradeDocument({ version }, steps, 3)).toEqual({ version });
  });

  test("has a step from each version that there was", () => {
    const versions = Array.from({ length: workflowVersion - 1 }, (_, i) => i + 1);
    expect(Object.keys(documentUpgrades).map(Number)).toEqual(versions);
  });
});

describe("a config of an older version", () => {
  test("takes each step in turn, and keeps the rest of its node", () => {
    expect(upgradeNode(node({ name: "Kept" }), atVersion(4))).toEqual(
      node({ name: "Kept", config: { steps: "123" }, configVersion: 4 }),
    );
    expect(upgradeNode(node({ configVersion: 3 }), atVersion(4)).config).toEqual({ steps: "3" });
  });

  test("that is newer or unknown is left alone", () => {
    const newer = node({ configVersion: 9 });
    expect(upgradeNode(newer, atVersion(4))).toBe(newer);
    const unknown = node({ type: "from-the-future" });
    expect(upgradeNodes([unknown], definitions)).toEqual([unknown]);
  });

  test("a definition without the step, or one that gives no config, is our mistake and says so", () => {
    expect(() => upgradeNode(node(), atVersion(2, {}))).toThrow(/no upgrade step from version 1/);
    expect(() => upgradeNode(node(), atVersion(2, { 1: () => [] as never }))).toThrow(/gave no config/);
  });

  test("upgrading in any number of stops gives the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.jsonValue(), (x, y, extra) => {
        const [from, stop] = [Math.min(x, y), Math.max(x, y)];
        const old = node({ config: { steps: "", extra }, configVersion: from });
        const direct = upgradeNode(old, atVersion(4));
        expect(upgradeNode(upgradeNode(old, atVersion(stop)), atVersion(4))).toEqual(direct);
        expect(upgradeNode(direct, atVersion(4))).toBe(direct);
      }),
    );
  });

  test("every definition has a step for each of its versions", () => {
    for (const { type, version, upgrades = {} } of definitions.values()) {
      const wanted = Array.from({ length: version - 1 }, (_, i) => i + 1);
      expect({ type, steps: Object.keys(upgrades).map(Number) }).toEqual({ type, steps: wanted });
    }
  });
});
