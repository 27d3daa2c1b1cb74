import { expect, test } from "vitest";
import type { RunError } from "@/nodes/core/app-error";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import { definitions } from "@/nodes/definitions";
import { fixPlace } from "./use-fix";

const workflow = workflowFromText("in.value -> agent.context; model -> agent.model; agent.text -> out; http");
const state = {
  resolved: resolveNodes(workflow, definitions),
  connectionsOf: (id: string) => workflow.connections.filter(({ source, target }) => source === id || target === id),
};
const failed = (nodeId: string, more: Partial<RunError>) =>
  fixPlace(state, { code: "MODEL_UNAVAILABLE", message: "It failed.", nodeId, ...more }, nodeId);

test.each(["MODEL_UNAVAILABLE", "MODEL_NOT_FOUND", "RATE_LIMITED", "CREDENTIAL_REJECTED", "UPSTREAM_FAILED"] as const)(
  "%s of an agent is put right in the model that is connected to it",
  (code) => {
    expect(failed("agent", { code })).toEqual({ nodeId: "model", field: "model" });
  },
);

test("an error that names its field is put right there, any other one in its node", () => {
  expect(failed("agent", { code: "LIMIT_EXCEEDED", field: "maxSteps" })).toEqual({
    nodeId: "agent",
    field: "maxSteps",
  });
  expect(failed("agent", { code: "TIMED_OUT" })).toEqual({ nodeId: "agent" });
  expect(failed("http", { code: "UPSTREAM_FAILED" })).toEqual({ nodeId: "http" });
});

test("an error inside of a container is put right in the node that failed, one of a called workflow in what calls it", () => {
  const inLoop = failed("loop", { nodeId: "http", path: "loop[2]", code: "EXPRESSION_INVALID", field: "url" });
  expect(inLoop).toEqual({ nodeId: "http", field: "url" });
  const calling = workflowFromText("in.value -> call.value; call.value -> out", { call: { type: "workflow" } });
  const called = fixPlace(
    { resolved: resolveNodes(calling, definitions), connectionsOf: () => [] },
    { code: "EXPRESSION_INVALID", message: "It failed.", nodeId: "in", path: "call[0]", field: "expression" },
    "call",
  );
  expect(called).toEqual({ nodeId: "call" });
});
