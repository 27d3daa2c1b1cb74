import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { runIssues } from "./run-issues";
import type { RunSurroundings } from "./run-surroundings";
import { workflowFromText } from "./testing/graph-from-text";
import type { Workflow } from "./workflow";

const issues = (workflow: Workflow, around?: RunSurroundings) =>
  runIssues(workflow, definitions, around).map(({ path, code, nodeId }) => `${nodeId} ${path} ${code}`);

describe("what keeps a document from running", () => {
  // in → a → out
  test("nothing, where all is well", () => {
    expect(issues(workflowFromText("in.value -> a -> out; note; model -> agent.model"))).toEqual([]);
  });

  test("a required port that is empty", () => {
    expect(issues(workflowFromText("", { out: {}, agent: { prompt: "{{ x }} {{ y | default: 1 }}" } }))).toEqual([
      "out nodes[0] NODE_INPUT_INVALID",
      "agent nodes[1] NODE_INPUT_INVALID",
      "agent nodes[1] NODE_INPUT_INVALID",
    ]);
  });

  test("a disabled resource counts as not connected, a disabled data node as connected", () => {
    const model = workflowFromText("model -> agent.model", { model: { disabled: true } });
    expect(issues(model)).toEqual(["agent nodes[1] NODE_INPUT_INVALID"]);
    expect(issues(workflowFromText("a -> out", { a: { disabled: true } }))).toEqual([]);
    expect(issues(workflowFromText("", { out: { disabled: true } }))).toEqual([]);
  });

  test("a tool's inputs come with the call", () => {
    const workflow = workflowFromText("model -> boss.model; http.tool -> boss.tools", {
      boss: { type: "agent", prompt: "go" },
      http: { url: "https://example.org/{{ q }}" },
    });
    expect(issues(workflow)).toEqual([]);
  });

  test("a type, a config, a template or an expression that is not understood", () => {
    const workflow = workflowFromText("", {
      x: { type: "from-the-future" },
      http: { method: "BREW" },
      prompt: { template: "{{ a" },
      a: { expression: "1 +" },
    });
    expect(issues(workflow)).toEqual([
      "x nodes[0].type NODE_TYPE_UNKNOWN",
      "http nodes[1].config.method NODE_CONFIG_INVALID",
      "prompt nodes[2].config.template TEMPLATE_INVALID",
      "a nodes[3].config.expression EXPRESSION_INVALID",
    ]);
  });

  test("going on with null after an error, where a way has to be chosen", () => {
    const policy = { onError: "continue" } as const;
    const all = ["condition", "switch", "transform", "prompt"].map((type) => ({
      id: type,
      type,
      position: { x: 0, y: 0 },
      config: {},
      policy,
    }));
    const workflow = { ...workflowFromText(""), nodes: all };
    const found = runIssues(workflow, definitions).filter(({ path }) => path.includes("policy"));
    expect(found).toMatchObject([
      { path: "nodes[0].policy.onError", nodeId: "condition", severity: "error", code: "NODE_CONFIG_INVALID" },
      { path: "nodes[1].policy.onError", nodeId: "switch", severity: "error" },
    ]);
    expect(found[0]?.message).toContain("Set onError to stop, or to branch");
    for (const onError of ["stop", "branch"] as const) {
      const allowed = { ...workflow, nodes: all.map((node) => ({ ...node, policy: { onError } })) };
      expect(runIssues(allowed, definitions).filter(({ path }) => path.includes("policy"))).toEqual([]);
    }
  });

  test("models and secrets that this machine lacks", () => {
    const workflow = workflowFromText("model -> agent.model", {
      http: { url: "https://example.org", headers: { A: "{{ secrets.KEY }}" } },
    });
    const nothing = { hasModel: () => false, hasSecret: () => false };
    expect(issues(workflow, nothing)).toEqual([
      "model nodes[0].config.model MODEL_NOT_FOUND",
      "http nodes[2].config SECRET_MISSING",
    ]);
    expect(issues(workflow, { hasModel: () => true, hasSecret: () => true })).toEqual([]);
    expect(issues(workflow)).toEqual([]);
  });

  test("a second input, and two outputs of one name", () => {
    const twice = workflowFromText("a -> out; a -> out2", {
      out: { name: "v" },
      out2: { type: "output", name: "v" },
      in: {},
      input2: {},
    });
    expect(issues(twice)).toEqual([
      "input2 nodes[4] WORKFLOW_INVALID",
      "out2 nodes[2].config.name NODE_CONFIG_INVALID",
    ]);
  });
});
