import { expect } from "vitest";
import { ask } from "@/server/http/testing";

const at = { x: 0, y: 0 };

/** hook → shape → out */
export function hooked(config: object, shape = "body", output = "answer") {
  return {
    format: "heddle.workflow",
    version: 1,
    name: "Hooked",
    nodes: [
      { id: "hook", type: "webhook", position: at, config },
      {
        id: "shape",
        type: "transform",
        position: at,
        config: { expression: shape, inputs: ["body", "headers", "query"] },
      },
      { id: "out", type: "output", position: at, config: { name: output } },
    ],
    connections: [
      { id: "a", source: "hook", sourceHandle: "body", target: "shape", targetHandle: "body" },
      { id: "b", source: "hook", sourceHandle: "headers", target: "shape", targetHandle: "headers" },
      { id: "c", source: "hook", sourceHandle: "query", target: "shape", targetHandle: "query" },
      { id: "d", source: "shape", sourceHandle: "value", target: "out", targetHandle: "value" },
    ],
  };
}

/** hook → node → out */
export function hookedTo(node: { readonly id: string }, input: string, output: string, config: object = {}) {
  const document = hooked(config);
  return {
    ...document,
    nodes: [document.nodes[0], { position: at, ...node }, document.nodes[2]],
    connections: [
      { id: "a", source: "hook", sourceHandle: "body", target: node.id, targetHandle: input },
      { id: "b", source: node.id, sourceHandle: output, target: "out", targetHandle: "value" },
    ],
  };
}

let paths = 0;

/** Publishes a document with a hook at a path of its own, which answers when its run is over. */
export async function publishHook(
  make: (config: object) => object,
  config: object = {},
): Promise<{ readonly id: string; readonly path: string }> {
  const path = `tests/${++paths}`;
  const { json: made } = await ask("POST", "/api/v1/workflows", make({ path, respond: "finished", ...config }));
  const { status, text } = await ask("POST", `/api/v1/workflows/${made.id}/publish`);
  expect(status, text).toBe(200);
  return { id: made.id, path: `/api/hooks/${path}` };
}

export async function runsOf(workflowId: string): Promise<{ readonly id: string; readonly status: string }[]> {
  return (await ask("GET", `/api/v1/runs?workflow=${workflowId}&limit=100`)).json.items;
}
