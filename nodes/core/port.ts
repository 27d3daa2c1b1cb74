/** What can flow through a connection, and what a node offers and wants. */

/** A data connection carries one value of its kind in a run. */
export const dataKinds = ["text", "number", "boolean", "json", "messages", "documents", "file", "any"] as const;
export type DataKind = (typeof dataKinds)[number];

/** A resource connection lends a capability and carries no value. */
export const resourceKinds = ["model", "memory", "tool"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export type PortKind = DataKind | ResourceKind;

export interface Port {
  /** Unique among the node's ports of the same direction; the `sourceHandle` or `targetHandle` of connections. */
  readonly name: string;
  readonly kind: PortKind;
  /** What people read; default: the name. */
  readonly title?: string;
  readonly description?: string;
  /** Inputs: a run is refused while it is unconnected, and a dead one skips the node. */
  readonly required?: boolean;
  /** Inputs: takes any number of connections (one living connection is needed) instead of one. */
  readonly many?: boolean;
  /** Inputs: the output that stays empty while nothing leads here. Who reads that output is warned. */
  readonly feeds?: string;
}

export interface NodePorts {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

export function isResourceKind(kind: PortKind): kind is ResourceKind {
  return (resourceKinds as readonly string[]).includes(kind);
}

export function findPort(ports: readonly Port[], name: string): Port | undefined {
  return ports.find((port) => port.name === name);
}

const mostListed = 12;

/** The names of ports for a sentence: a node may have thousands. */
export function listPorts(ports: readonly Port[]): string {
  const names = ports.slice(0, mostListed).map((port) => port.name);
  const more = ports.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

export type ConnectVerdict =
  | { readonly ok: true }
  /** `convertWith` is a node type that, put between the two, makes the connection possible. */
  | { readonly ok: false; readonly reason: string; readonly convertWith?: string };

const fits: ConnectVerdict = { ok: true };

/**
 * Whether a value of the kind `from` may enter a port of the kind `to`. The one rule behind dragging, import, save
 * and run: `any` meets every data kind, `text` takes what prints in one way, `json` takes every data kind, resources
 * meet their own kind only.
 */
export function kindsFit(from: PortKind, to: PortKind): ConnectVerdict {
  if (isResourceKind(from) || isResourceKind(to)) return from === to ? fits : refuseResource(from, to);
  if (from === to || from === "any" || to === "any" || to === "json") return fits;
  if (to === "text" && (from === "number" || from === "boolean")) return fits;
  if (to === "text" && from === "json") return fits;
  return refuseData(from, to);
}

function refuseResource(from: PortKind, to: PortKind): ConnectVerdict {
  if (!isResourceKind(to))
    return {
      ok: false,
      reason: `A ${from} is lent to a node's ${from} port; it is no value that a port of kind ${to} could read.`,
    };
  const wants = `This port takes a ${to}`;
  if (!isResourceKind(from))
    return { ok: false, reason: `${wants}, not a value. Connect the ${to} port of a node that offers one.` };
  return { ok: false, reason: `${wants}, not a ${from}.` };
}

function refuseData(from: DataKind, to: DataKind): ConnectVerdict {
  const convertWith = to === "text" ? "prompt" : to === "file" ? undefined : "transform";
  const way =
    convertWith === undefined ? "Connect an output of the same kind." : `Put a ${convertWith} node between them.`;
  return {
    ok: false,
    reason: `This port takes ${article(to)}, and the output gives ${article(from)}. ${way}`,
    ...(convertWith === undefined ? {} : { convertWith }),
  };
}

const phrases: Record<DataKind, string> = {
  text: "text",
  number: "a number",
  boolean: "yes or no",
  json: "JSON",
  messages: "messages",
  documents: "documents",
  file: "a file",
  any: "any value",
};

function article(kind: DataKind): string {
  return phrases[kind];
}
