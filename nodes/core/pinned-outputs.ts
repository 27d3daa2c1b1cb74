import { isInnerPort } from "./container";
import { isJsonObject, type JsonObject } from "./json";
import { kindWords } from "./json-schema-values";
import { type DataKind, isResourceKind, listPorts, type NodePorts, type Port } from "./port";

/** What a document may hold as the outputs of one node, in characters of JSON: larger values are stored apart from it. */
export const mostPinned = 256 * 1024;

/** The ports whose values may be pinned: those that carry one, and are seen from outside. */
export function pinnablePorts({ outputs }: NodePorts): Port[] {
  return outputs.filter(({ name, kind }) => !isResourceKind(kind) && !isInnerPort(name));
}

/** Why these values cannot stand in for a run of a node with these ports; undefined when they can. */
export function pinProblem(ports: NodePorts, value: unknown): string | undefined {
  const outputs = pinnablePorts(ports);
  if (!isJsonObject(value)) return `Write an object with a value by output port, such as ${exampleOf(outputs)}.`;
  for (const [name, one] of Object.entries(value)) {
    const port = outputs.find((output) => output.name === name);
    if (port === undefined) return `There is no output ${name}; there is ${listPorts(outputs)}.`;
    if (isReference(one))
      return `The value of ${name} is too large to be pinned: it is stored apart from the document.`;
    if (one !== null && !fitsKind[port.kind as DataKind](one))
      return `The output ${name} gives ${kinds[port.kind as DataKind]}, and this is ${kindWords(one)}.`;
  }
  if (JSON.stringify(value).length > mostPinned) return "This is larger than the 256 KB that can be pinned.";
  return undefined;
}

const fitsKind: Record<DataKind, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  messages: Array.isArray,
  documents: Array.isArray,
  file: isJsonObject,
  json: () => true,
  any: () => true,
};

const kinds: Record<DataKind, string> = {
  text: "text",
  number: "a number",
  boolean: "yes or no",
  messages: "a list of messages",
  documents: "a list of documents",
  file: "a file",
  json: "JSON",
  any: "any value",
};

function isReference(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).length === 1 && typeof value.$ref === "string";
}

function exampleOf([first]: readonly Port[]): string {
  const example: JsonObject = { [first?.name ?? "value"]: first?.kind === "number" ? 1 : "…" };
  return JSON.stringify(example);
}
