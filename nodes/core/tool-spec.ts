import { AppError } from "./app-error";
import { hiddenMark } from "./expand-agents";
import type { GraphNode } from "./graph";
import type { JsonObject } from "./json";
import type { CalledWorkflow } from "./node-definition";
import type { ToolSpec } from "./node-runner";
import { isResourceKind, type Port, type PortKind } from "./port";

/** What a model is told about a node whose `tool` port is connected. Node ids are names that every server takes. */
export function toolSpecOf(node: GraphNode): ToolSpec {
  const { tool } = node.definition;
  if (tool === undefined) throw new AppError("INTERNAL", `The node type ${node.definition.type} has no tool use`);
  const called = calledWorkflow(node);
  return {
    // What a saved agent brings has an id such as `boss.writer`: the agent calls it `writer`.
    name: node.id.slice(node.id.lastIndexOf(hiddenMark) + 1),
    description: tool.description(node.config, node.title, called),
    parameters: tool.parameters(node.config, unconnectedInputs(node), called),
  };
}

/** The input of a sub-workflow as a tool's parameters: the ports of its `input` node, less the one that carries all of them. */
function calledWorkflow({ definition, inner }: GraphNode): CalledWorkflow | undefined {
  if (definition.subWorkflow === undefined || inner === undefined) return undefined;
  const entry = inner.dataNodes.find((node) => node.definition.entry === "input");
  return {
    description: inner.description ?? "",
    parameters: entry?.definition.entryParameters?.(entry.config) ?? parametersOf([]),
  };
}

function unconnectedInputs(node: GraphNode): Port[] {
  const connected = new Set(node.inputs.filter((input) => input.from.length > 0).map((input) => input.port.name));
  return node.definition
    .ports(node.config)
    .inputs.filter((port) => !isResourceKind(port.kind) && !connected.has(port.name));
}

/** The JSON Schema of an object with one property per port. */
export function parametersOf(ports: readonly Port[]): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(ports.map((port) => [port.name, propertyOf(port)])),
    required: ports.filter((port) => port.required === true).map((port) => port.name),
    additionalProperties: false,
  };
}

/** A port of any kind is asked for as text: it ends in a template, and servers want a type. */
const jsonTypes: Partial<Record<PortKind, JsonObject>> = {
  text: { type: "string" },
  any: { type: "string" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  messages: { type: "array", items: { type: "object" } },
  documents: { type: "array", items: { type: "object" } },
  file: { type: "object" },
};

function propertyOf(port: Port): JsonObject {
  return { ...jsonTypes[port.kind], ...(port.description === undefined ? {} : { description: port.description }) };
}
