import type { Graph } from "./graph";
import { isJsonObject, type JsonValue, printValue } from "./json";
import { nodeRunKey } from "./node-run";
import type { RunState } from "./run-state";

/** The output of a workflow that answers a message, and what writes it. */
export interface ChatAnswer {
  /** The name of the output. */
  readonly output: string;
  /** Whose text is the answer while it is being written. */
  readonly nodeId: string;
  readonly port: string;
}

/** The output `answer`, else the only one; undefined where nothing of the workflow is an answer. */
export function chatAnswer(graph: Graph): ChatAnswer | undefined {
  const outputs = graph.dataNodes.filter((node) => node.definition.type === "output" && !node.disabled);
  const found =
    outputs.find((node) => node.config.name === "answer") ?? (outputs.length === 1 ? outputs[0] : undefined);
  const from = found?.inputs[0]?.from[0];
  if (found === undefined || from === undefined) return undefined;
  return { output: String(found.config.name), nodeId: from.nodeId, port: from.port };
}

/** What a run has written of its answer so far: all of it where the node is done, else what streamed. */
export function writtenSoFar(state: RunState, answer: Pick<ChatAnswer, "nodeId" | "port">): string {
  const nodeRun = state.nodeRuns.get(nodeRunKey(answer.nodeId));
  const whole = nodeRun?.output?.[answer.port];
  if (typeof whole === "string") return whole;
  return nodeRun?.streamed?.[answer.port] ?? nodeRun?.streamed?.text ?? "";
}

/** Any value as the text of a message. */
export function answerText(value: unknown): string {
  if (isJsonObject(value) && typeof value.text === "string" && Object.keys(value).length === 1) return value.text;
  return value === undefined || value === null ? "" : printValue(value as JsonValue);
}
