import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { WorkflowConfig } from "./definition";

/** The other workflow is this node's child graph, carried out once. */
export const runWorkflow: NodeRunner<WorkflowConfig> = async ({ inputs, runItem }) => {
  const { result } = await runItem(0, { value: inputs.value as JsonValue });
  return { value: result ?? null };
};
