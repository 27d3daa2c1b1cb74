import type { GraphInput, GraphNode, OutputRef } from "@/nodes/core/graph";
import { type JsonValue, printValue } from "@/nodes/core/json";

export interface ResolvedInputs {
  readonly inputs: Record<string, JsonValue>;
  /** For ports that take many: where each value comes from. */
  readonly sources: Record<string, string[]>;
}

/** The value of a living output; undefined when its connection is dead or not decided yet. */
export type ReadOutput = (ref: OutputRef) => JsonValue | undefined;

/** The values of a node's input ports: null where nothing living is connected, printed where a text port asks for it. */
export function resolveInputs(node: GraphNode, read: ReadOutput): ResolvedInputs {
  const inputs: Record<string, JsonValue> = {};
  const sources: Record<string, string[]> = {};
  for (const input of node.inputs) {
    if (input.port.many === true) resolveMany(input, read, inputs, sources);
    else inputs[input.port.name] = fitValue(input, firstValue(input, read) ?? null);
  }
  return { inputs, sources };
}

function firstValue(input: GraphInput, read: ReadOutput): JsonValue | undefined {
  const ref = input.from[0];
  return ref === undefined ? undefined : read(ref);
}

function resolveMany(
  input: GraphInput,
  read: ReadOutput,
  inputs: Record<string, JsonValue>,
  sources: Record<string, string[]>,
): void {
  const living = input.from
    .map((ref) => ({ nodeId: ref.nodeId, value: read(ref) }))
    .filter((one) => one.value !== undefined);
  inputs[input.port.name] = living.map((one) => fitValue(input, one.value as JsonValue));
  sources[input.port.name] = living.map((one) => one.nodeId);
}

function fitValue(input: GraphInput, value: JsonValue): JsonValue {
  return input.port.kind === "text" && value !== null ? printValue(value) : value;
}
