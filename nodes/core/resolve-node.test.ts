import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { requireConfig, resolveNode } from "./resolve-node";
import type { Connection, WorkflowNode } from "./workflow";

const node = (type: string, config: Record<string, unknown> = {}, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id: "a",
  type,
  position: { x: 0, y: 0 },
  config,
  ...more,
});
const link = (source: string, sourceHandle: string, target: string, targetHandle: string): Connection => ({
  id: `${source}${target}`,
  source,
  sourceHandle,
  target,
  targetHandle,
});
const resolve = (one: WorkflowNode, connections: Connection[] = []) => resolveNode(one, definitions, connections);
const names = (ports: readonly { readonly name: string }[]) => ports.map((port) => port.name);

describe("a node and its ports", () => {
  test("come from its type and its config, with the config's defaults", () => {
    const { ports, config, placeholder, problems } = resolve(node("prompt", { template: "{{ a }} {{ b }}" }));
    expect(names(ports.inputs)).toEqual(["a", "b"]);
    expect(names(ports.outputs)).toEqual(["text"]);
    expect([placeholder, problems]).toEqual([false, []]);
    expect(config).toMatchObject({ template: "{{ a }} {{ b }}" });
  });

  test("onError: branch adds the port error", () => {
    expect(
      names(resolve(node("http", { url: "https://a.org" }, { policy: { onError: "branch" } })).ports.outputs),
    ).toContain("error");
  });

  test("as a tool it has no data outputs, and what is not connected comes with the call", () => {
    const http = node("http", { url: "https://a.org/{{ q }}" });
    const { ports, isTool } = resolve(http, [link("a", "tool", "boss", "tools")]);
    expect(isTool).toBe(true);
    expect(names(ports.outputs)).toEqual(["tool"]);
    expect(ports.inputs).toMatchObject([{ name: "q", required: false }]);
  });

  test.each<[string, WorkflowNode, object]>([
    ["a type that is not known", node("future", { any: 1 }), { of: "type", issueCode: "NODE_TYPE_UNKNOWN" }],
    [
      "a config that is refused",
      node("agent", { maxSteps: 0 }),
      { field: "maxSteps", issueCode: "NODE_CONFIG_INVALID" },
    ],
    [
      "a template that does not parse",
      node("agent", { prompt: "{{ a" }),
      { field: "prompt", issueCode: "TEMPLATE_INVALID" },
    ],
  ])("%s keeps what its connections name, of any kind", (_, one, problem) => {
    const { ports, placeholder, problems } = resolve(one, [
      link("x", "value", "a", "in1"),
      link("a", "out1", "y", "value"),
    ]);
    expect(placeholder).toBe(true);
    expect(ports).toEqual({
      inputs: [{ name: "in1", kind: "any", many: true }],
      outputs: [{ name: "out1", kind: "any", many: false }],
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(problem);
  });

  test("what must be right is given, or its problem thrown", () => {
    expect(requireConfig(resolve(node("log"))).definition.type).toBe("log");
    const thrown = { code: "NODE_CONFIG_INVALID", message: expect.stringContaining("Boss: "), field: "maxSteps" };
    expect(() => requireConfig(resolve(node("agent", { maxSteps: 0 }, { name: "Boss" })))).toThrow(
      expect.objectContaining(thrown),
    );
  });
});
