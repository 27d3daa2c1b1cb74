import { expect } from "vitest";
import type { Model } from "@/nodes/core/node-runner";
import type { Workflow } from "@/nodes/core/workflow";
import { workflowOf } from "@/server/executor/testing";
import { steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { inlineLimit } from "@/server/runs/stored-values";

/** A workflow that is killed somewhere, and what it gives however often that happens. */
export interface Scene {
  readonly workflow: Workflow;
  readonly model?: () => Model & { readonly calls: string[] };
  /** What the log and the server call a node. */
  readonly output: Record<string, unknown>;
}

const much = "x".repeat(inlineLimit + 1);

/** Answers `/TAG/NAME` with the name; `much` with a value that is stored apart, and `flaky` at the third time. */
export function startSceneServer(): Promise<TestServer> {
  const failures = new Map<string, number>();
  return startTestServer((request, response) => {
    const [, , name = ""] = (request.url ?? "").split("/");
    const count = (failures.get(request.url ?? "") ?? 0) + 1;
    failures.set(request.url ?? "", count);
    response.statusCode = name === "flaky" && count < 3 ? 503 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(name === "much" ? much : name));
  });
}

const output = { type: "output", name: "v" };

/** Their `input` is a tag that tells their requests from those of others. */
export const sceneInput = { type: "input", fields: [{ name: "tag", type: "text" }] };

/** What is killed, by name; `url` is that of their server. */
export function scenesAt(url: string): Record<string, () => Scene> {
  const http = (name: string, more = {}) => ({ type: "http", url: `${url}/{{ input.tag }}/${name}`, ...more });
  return {
    // a → t → b → out
    "a chain": () => ({
      workflow: workflowOf(
        {
          in: sceneInput,
          a: http("a"),
          t: { type: "transform", expression: 'value & "!"' },
          b: http("b"),
          out: output,
        },
        ["a.body -> t.value", "t.value -> out.value"],
      ),
      output: { v: "a!" },
    }),
    //   ┌ a ┐
    // t ┤   ├ m → out
    //   └ b ┘
    "a diamond": () => ({
      workflow: workflowOf(
        { in: sceneInput, a: http("a"), b: http("b"), m: { type: "merge", mode: "all" }, c: http("c"), out: output },
        ["a.body -> m.inputs", "b.body -> m.inputs", "m.value -> out.value"],
      ),
      output: { v: ["a", "b"] },
    }),
    // boss ⇠ look (http), whose result is too large for an event; the run's input is too
    "an agent with a tool that gives much": () => ({
      workflow: workflowOf(
        {
          in: {
            type: "input",
            fields: [
              { name: "tag", type: "text" },
              { name: "much", type: "text", default: much },
            ],
          },
          m: { type: "model" },
          look: http("much"),
          boss: { type: "agent", prompt: "boss" },
          size: { type: "transform", expression: "$length(input.much)" },
          out: output,
          length: { type: "output", name: "length" },
        },
        [
          "m.model -> boss.model",
          "look.tool -> boss.tools",
          "boss.text -> out.value",
          "size.value -> length.value",
          "in.much -> size.value",
        ],
      ),
      model: () => steadyModel({ look: {} }),
      output: { v: expect.stringMatching(/^boss\/2: x{15000}/), length: much.length },
    }),
    // boss ⇠ look (http), helper (agent): both called in one turn
    "an agent with two tools at once": () => ({
      workflow: workflowOf(
        {
          in: sceneInput,
          m: { type: "model" },
          look: http("look"),
          helper: { type: "agent", prompt: "" },
          boss: { type: "agent", prompt: "boss" },
          out: output,
        },
        [
          "m.model -> boss.model",
          "m.model -> helper.model",
          "look.tool -> boss.tools",
          "helper.tool -> boss.tools",
          "boss.text -> out.value",
        ],
      ),
      model: () => steadyModel({ look: {}, helper: { task: "help" } }),
      output: { v: "boss/2: look & help/2:" },
    }),
    // loop[ item → get (http) → boss ⇠ look (http, outside) ]; two items at once
    "a loop of agents": () => ({
      workflow: workflowOf(
        {
          in: sceneInput,
          list: { type: "transform", expression: '["x", "y", "z"]' },
          m: { type: "model" },
          look: http("{{ item }}"),
          loop: { type: "for-each", concurrency: 2 },
          get: { ...http("{{ item }}"), parentId: "loop" },
          boss: { type: "agent", prompt: "boss {{ found }}", parentId: "loop" },
          out: output,
        },
        [
          "in.tag -> list.value",
          "list.value -> loop.items",
          "loop.inner.item -> get.item",
          "get.body -> boss.found",
          "m.model -> boss.model",
          "look.tool -> boss.tools",
          "boss.text -> loop.inner.result",
          "loop.results -> out.value",
        ],
      ),
      model: () => steadyModel({ look: { item: "$asked" } }),
      output: { v: ["boss x/2: boss-x", "boss y/2: boss-y", "boss z/2: boss-z"] },
    }),
    // while[ value → get (http) → try[ flaky (http) ] ]
    "loops in each other": () => ({
      workflow: workflowOf(
        {
          in: sceneInput,
          loop: { type: "while", expression: "iteration < 2" },
          get: { ...http("{{ iteration }}"), parentId: "loop" },
          rows: { type: "transform", expression: '[value & "a", value & "b"]', parentId: "loop" },
          each: { type: "for-each", parentId: "loop" },
          part: { ...http("{{ item }}"), parentId: "each" },
          join: { type: "transform", expression: '$join(value, "+")', parentId: "loop" },
          out: output,
        },
        [
          "in.tag -> loop.value",
          "loop.inner.iteration -> get.iteration",
          "get.body -> rows.value",
          "rows.value -> each.items",
          "each.inner.item -> part.item",
          "part.body -> each.inner.result",
          "each.results -> join.value",
          "join.value -> loop.inner.result",
          "loop.value -> out.value",
        ],
      ),
      output: { v: "1a+1b" },
    }),
    // boss ⇠ call (workflow: get → out), which is also a step of its own
    "workflows that are called": () => ({
      workflow: {
        ...workflowOf(
          {
            in: sceneInput,
            m: { type: "model" },
            call: { type: "workflow", workflow: "fetch" },
            tool: { type: "workflow", workflow: "fetch" },
            boss: { type: "agent", prompt: "boss {{ found }}" },
            out: output,
          },
          [
            "in.tag -> call.value",
            "call.value -> boss.found",
            "m.model -> boss.model",
            "tool.tool -> boss.tools",
            "boss.text -> out.value",
          ],
        ),
        workflows: { fetch: workflowOf({ in: sceneInput, get: http("get"), v: output }, ["get.body -> v.value"]) },
      },
      model: () => steadyModel({ tool: { tag: "$asked" } }),
      output: { v: "boss get/2: get" },
    }),
    // try[ flaky (http) ] twice over
    "a container that is tried again": () => ({
      workflow: workflowOf(
        {
          in: sceneInput,
          try: { type: "try", policy: { retries: 3, retryDelayMs: 1 } },
          first: { ...http("first/{{ value }}"), parentId: "try" },
          flaky: { ...http("flaky"), parentId: "try" },
          both: { type: "transform", expression: 'value & "," & other', inputs: ["other"], parentId: "try" },
          out: output,
        },
        [
          "in.tag -> try.value",
          "try.inner.value -> first.value",
          "first.body -> both.value",
          "flaky.body -> both.other",
          "both.value -> try.inner.result",
          "try.value -> out.value",
        ],
      ),
      output: { v: "first,flaky" },
    }),
    "a node that fails twice": () => ({
      workflow: workflowOf(
        { in: sceneInput, flaky: http("flaky", { policy: { retries: 5, retryDelayMs: 1 } }), out: output },
        ["flaky.body -> out.value"],
      ),
      output: { v: "flaky" },
    }),
  };
}

export const sceneNames = Object.keys(scenesAt(""));
