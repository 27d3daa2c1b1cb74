import { isJsonObject } from "@/nodes/core/json";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { readWorkflow } from "@/nodes/core/read-workflow";
import type { Requires } from "@/nodes/core/workflow";
import { computeRequires } from "@/nodes/core/write-workflow";
import { type Sketch, sketchOf } from "./mini-graph-layout";

/** What a text says about itself, as far as it can be read. Computed here: nothing is carried out or sent. */
export interface DocumentFacts {
  readonly name?: string;
  readonly description?: string;
  /** Of a document that can be read whole. */
  readonly graph?: {
    readonly sketch: Sketch;
    readonly nodeTypes: readonly string[];
    readonly requires: Requires;
  };
  /** What people call a node, by id. */
  readonly nodeNames: ReadonlyMap<string, string>;
  /** Where the text stops being JSON: "Line 31: …". */
  readonly syntaxError?: string;
}

export function documentFacts(text: string, definitions: NodeDefinitions): DocumentFacts {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { nodeNames: new Map(), syntaxError: describeSyntaxError(error, text) };
  }
  if (!isJsonObject(json)) return { nodeNames: new Map() };
  const named = {
    ...(typeof json.name === "string" && json.name.trim() !== "" ? { name: json.name.slice(0, 200) } : {}),
    ...(typeof json.description === "string" ? { description: json.description } : {}),
    nodeNames: nodeNamesOf(json.nodes, definitions),
  };
  const { workflow } = readWorkflow(json, definitions);
  if (workflow === undefined) return named;
  return {
    ...named,
    graph: {
      sketch: sketchOf(workflow),
      nodeTypes: [...new Set(workflow.nodes.map(({ type }) => type))],
      requires: computeRequires(workflow, definitions),
    },
  };
}

function nodeNamesOf(nodes: unknown, definitions: NodeDefinitions): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of Array.isArray(nodes) ? nodes : []) {
    if (!isJsonObject(node) || typeof node.id !== "string") continue;
    const title = typeof node.type === "string" ? definitions.get(node.type)?.title : undefined;
    names.set(node.id, typeof node.name === "string" && node.name !== "" ? node.name : (title ?? node.id));
  }
  return names;
}

/** Engines tell the place in different ways: as line and column, as a position, or not at all. */
function describeSyntaxError(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  const isAtEnd = position !== undefined && Number(position) >= text.trimEnd().length;
  const isCut = isAtEnd || /end of (JSON input|data)|unterminated/i.test(message);
  const place = isCut || position === undefined ? text.length : Number(position);
  const line = text.slice(0, place).split("\n").length;
  if (isCut) return `It ends too early, at line ${line}: a part of the file is missing.`;
  return `Line ${line}: ${message.replace(/ \(line \d+ column \d+\)/, "")}.`;
}
