import { expect, test } from "vitest";
import { definitions } from "../definitions";
import { compileGraph } from "./graph";
import { toolSpecOf } from "./tool-spec";
import { connectionSchema, workflowNodeSchema } from "./workflow";

const node = (id: string, type: string, config: Record<string, unknown>) =>
  workflowNodeSchema.parse({ id, type, position: { x: 0, y: 0 }, config });
const link = (source: string, sourceHandle: string, target: string, targetHandle: string) =>
  connectionSchema.parse({ id: `${source}-${target}-${targetHandle}`, source, sourceHandle, target, targetHandle });

/**
 *   in.key ──> search ──tool──> boss
 *              helper ──tool──┘
 */
const graph = compileGraph(
  {
    nodes: [
      node("in", "input", { fields: [{ name: "key" }] }),
      node("boss", "agent", { prompt: "x" }),
      node("search", "http", { url: "https://a.b/?q={{ q }}&k={{ key }}&n={{ n | default: 3 }}" }),
      node("helper", "agent", { instructions: "You translate.\nWell.", description: "" }),
      node("expert", "agent", { prompt: "About {{ topic }}", description: "Knows looms." }),
    ],
    connections: [
      link("in", "key", "search", "key"),
      link("search", "tool", "boss", "tools"),
      link("helper", "tool", "boss", "tools"),
      link("expert", "tool", "boss", "tools"),
    ],
  },
  definitions,
);
const spec = (id: string) => toolSpecOf(graph.nodes.get(id) as never);

test("a tool's parameters are its inputs that nothing is connected to", () => {
  expect(spec("search")).toEqual({
    name: "search",
    description: expect.stringContaining("GET https://a.b/"),
    parameters: {
      type: "object",
      properties: { q: { type: "string" }, n: { type: "string" } },
      required: ["q"],
      additionalProperties: false,
    },
  });
});

test("an agent's are its template ports, without context and messages", () => {
  expect(spec("expert")).toMatchObject({
    description: "Knows looms.",
    parameters: { properties: { topic: { type: "string" } }, required: ["topic"] },
  });
  expect(Object.keys(spec("expert").parameters.properties as object)).toEqual(["topic"]);
});

test("an agent without template ports takes one task", () => {
  expect(spec("helper")).toMatchObject({
    description: "You translate.",
    parameters: { properties: { task: { type: "string" } }, required: ["task"] },
  });
});

test("a node that is no tool is our own mistake", () => {
  expect(() => spec("in")).toThrow(expect.objectContaining({ code: "INTERNAL" }));
});
