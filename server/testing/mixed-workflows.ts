import type { Workflow } from "@/nodes/core/workflow";
import { workflowOf } from "@/server/executor/testing";

/** A workflow of a kind of its own. Its requests go to `/[tag]/[name]`, and each run has another tag. */
export interface Mixed {
  readonly name: string;
  readonly workflow: Workflow;
}

const input = { type: "input", fields: [{ name: "tag", type: "text" }] };
const output = { type: "output", name: "v" };

/** What `mixedWorkflows` call: it reads, writes, and answers what it wrote. */
export function calledWorkflow(url: string): Workflow {
  const http = httpOf(url);
  return workflowOf(
    { in: input, look: http("called"), write: http("called-write", ["found"], { method: "POST" }), v: output },
    ["look.body -> write.found", "write.body -> v.value"],
  );
}

/** Of everything that a run can be in the middle of. `called`: id of the workflow that some of them call. */
export function mixedWorkflows(url: string, called: string): readonly Mixed[] {
  const http = httpOf(url);
  const post = (name: string, after: readonly string[] = []) => http(name, after, { method: "POST" });
  const model = { type: "model", model: "stub" };
  // The model is told whose run asks.
  const boss = (prompt: string) => ({ type: "agent", instructions: "{{ input.tag }}", prompt });
  return [
    {
      name: "chain",
      workflow: workflowOf(
        {
          in: input,
          a: http("a"),
          b: http("b", ["found"]),
          c: http("c", ["found"]),
          d: http("d", ["found"]),
          out: output,
        },
        ["a.body -> b.found", "b.body -> c.found", "c.body -> d.found", "d.body -> out.value"],
      ),
    },
    {
      name: "writes",
      workflow: workflowOf(
        {
          in: input,
          a: http("a"),
          first: post("first", ["found"]),
          b: http("b", ["found"]),
          second: post("second", ["found"]),
          out: output,
        },
        ["a.body -> first.found", "first.body -> b.found", "b.body -> second.found", "second.body -> out.value"],
      ),
    },
    {
      name: "loop",
      workflow: workflowOf(
        {
          in: input,
          list: { type: "transform", expression: '["i1", "i2", "i3", "i4", "i5", "i6"]' },
          loop: { type: "for-each", concurrency: 2 },
          get: { ...http("{{ item }}"), parentId: "loop" },
          put: { ...post("put-{{ found }}"), parentId: "loop" },
          out: output,
        },
        [
          "in.tag -> list.value",
          "list.value -> loop.items",
          "loop.inner.item -> get.item",
          "get.body -> put.found",
          "put.body -> loop.inner.result",
          "loop.results -> out.value",
        ],
      ),
    },
    {
      name: "loop-in-loop",
      workflow: workflowOf(
        {
          in: input,
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
    },
    {
      name: "agent",
      workflow: workflowOf({ in: input, m: model, look: http("look"), boss: boss("boss"), out: output }, [
        "m.model -> boss.model",
        "look.tool -> boss.tools",
        "boss.text -> out.value",
      ]),
    },
    {
      name: "agent-writes",
      workflow: workflowOf(
        {
          in: input,
          m: model,
          note: post("note"),
          boss: { ...boss("writer"), policy: { timeoutMs: 600_000 } },
          after: http("after", ["said"]),
          out: output,
        },
        ["m.model -> boss.model", "note.tool -> boss.tools", "boss.text -> after.said", "boss.text -> out.value"],
      ),
    },
    {
      name: "loop-of-agents",
      workflow: workflowOf(
        {
          in: input,
          list: { type: "transform", expression: '["x", "y", "z"]' },
          m: model,
          look: http("look-{{ who }}"),
          loop: { type: "for-each", concurrency: 2 },
          boss: { ...boss("boss {{ item }}"), parentId: "loop" },
          out: output,
        },
        [
          "in.tag -> list.value",
          "list.value -> loop.items",
          "loop.inner.item -> boss.item",
          "m.model -> boss.model",
          "look.tool -> boss.tools",
          "boss.text -> loop.inner.result",
          "loop.results -> out.value",
        ],
      ),
    },
    {
      name: "approval",
      workflow: workflowOf(
        { in: input, a: http("a"), ask: { type: "approval" }, send: post("sent", ["found"]), out: output },
        ["a.body -> ask.value", "ask.approved -> send.found", "send.body -> out.value"],
      ),
    },
    {
      name: "wait",
      workflow: workflowOf(
        { in: input, a: http("a"), pause: { type: "wait", ms: 2_000 }, b: http("b", ["found"]), out: output },
        ["a.body -> pause.value", "pause.value -> b.found", "b.body -> out.value"],
      ),
    },
    {
      name: "calls",
      workflow: workflowOf(
        {
          in: input,
          a: http("a"),
          call: { type: "workflow", workflow: called },
          after: http("after", ["found", "other"]),
          out: output,
        },
        ["in.tag -> call.value", "call.value -> after.found", "a.body -> after.other", "after.body -> out.value"],
      ),
    },
  ];
}

/** `after`: what the request waits for, which goes into a header. */
function httpOf(url: string) {
  return (name: string, after: readonly string[] = [], more: object = {}) => ({
    type: "http",
    url: `${url}/{{ input.tag }}/${name}`,
    headers: Object.fromEntries(after.map((port) => [`x-${port}`, `{{ ${port} }}`])),
    ...more,
  });
}
