import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { changeConfig, changePolicy, portRenames } from "./change-config";
import type { NodeDefinition } from "./node-definition";
import { workflowFromText } from "./testing/graph-from-text";
import { documentIssues } from "./validate-workflow";
import type { Workflow } from "./workflow";
import { applyChanges } from "./workflow-change";

const connectionsAfter = (workflow: Workflow, changes: ReturnType<typeof changeConfig>) => {
  const { workflow: changed } = applyChanges(workflow, changes);
  expect(documentIssues(changed, definitions)).toEqual([]);
  return changed.connections.map((c) => `${c.source}.${c.sourceHandle} -> ${c.target}.${c.targetHandle}`);
};
const configure = (workflow: Workflow, id: string, set: Record<string, unknown>) =>
  connectionsAfter(workflow, changeConfig(workflow, definitions, id, set));

describe("editing a config never makes a document invalid", () => {
  // a → agent.topic, b → agent.tone
  const agent = () => workflowFromText("a -> agent.topic; b -> agent.tone");

  test("a renamed variable moves its connection", () => {
    expect(configure(agent(), "agent", { prompt: "{{ theme }} {{ tone }}" })).toEqual([
      "a.value -> agent.theme",
      "b.value -> agent.tone",
    ]);
  });

  test("a removed one deletes it, one more changes nothing", () => {
    expect(configure(agent(), "agent", { prompt: "{{ tone }}" })).toEqual(["b.value -> agent.tone"]);
    expect(configure(agent(), "agent", { prompt: "{{ topic }} {{ tone }} {{ more }}" })).toHaveLength(2);
  });

  test("a template that does not parse yet keeps every connection", () => {
    expect(configure(agent(), "agent", { prompt: "{{ topic }} {{ to" })).toHaveLength(2);
  });

  test("a renamed field of the input, and a removed case of a switch", () => {
    const fields = workflowFromText("in.n -> a; in.m -> b", {
      in: {
        fields: [
          { name: "n", type: "text" },
          { name: "m", type: "text" },
        ],
      },
    });
    const renamed = [
      { name: "n", type: "text" },
      { name: "size", type: "number" },
    ];
    expect(configure(fields, "in", { fields: renamed })).toEqual(["in.n -> a.value", "in.size -> b.value"]);
    const cases = workflowFromText("switch.one -> a; switch.else -> b", {
      switch: { cases: [{ name: "one", expression: "true" }] },
    });
    expect(configure(cases, "switch", { cases: [] })).toEqual(["switch.else -> b.value"]);
  });

  test("a port that changes its kind lets go of what no longer fits", () => {
    const text = {
      ...(definitions.get("log") as NodeDefinition),
      type: "text",
      ports: () => ({ inputs: [{ name: "value", kind: "text" as const }], outputs: [] }),
    };
    const more = new Map([...definitions, ["text", text]]);
    const workflow = workflowFromText("in.n -> t; in.m -> u", {
      in: {
        fields: [
          { name: "n", type: "text" },
          { name: "m", type: "text" },
        ],
      },
      t: { type: "text" },
      u: { type: "text" },
    });
    const fields = [
      { name: "n", type: "number" },
      { name: "renamed", type: "file" },
    ];
    const { workflow: changed } = applyChanges(workflow, changeConfig(workflow, more, "in", { fields }));
    expect(documentIssues(changed, more)).toEqual([]);
    expect(changed.connections.map((c) => c.target)).toEqual(["t"]);
  });

  test("a policy that takes the error port away takes its connections along", () => {
    const policy = workflowFromText("http.error -> a", { http: { policy: { onError: "branch" } } });
    expect(connectionsAfter(policy, changePolicy(policy, definitions, "http", undefined))).toEqual([]);
    expect(
      connectionsAfter(policy, changePolicy(policy, definitions, "http", { onError: "branch", retries: 2 })),
    ).toHaveLength(1);
  });

  test("of a node that is gone does nothing", () => {
    expect(changeConfig(agent(), definitions, "gone", { x: 1 })).toEqual([]);
    expect(changePolicy(agent(), definitions, "gone", undefined)).toEqual([]);
  });
});

test("names are renamed in their places, and only when as many came as went", () => {
  expect([...portRenames(["a", "b", "c"], ["a", "x", "y"])]).toEqual([
    ["b", "x"],
    ["c", "y"],
  ]);
  expect([...portRenames(["a", "b"], ["a"])]).toEqual([]);
  expect([...portRenames(["a"], ["a", "b"])]).toEqual([]);
});
