import type { RunState } from "@/nodes/core/run-state";
import { isRunOver } from "@/nodes/core/run-status";
import type { Workflow } from "@/nodes/core/workflow";
import { nodeRunOf, type RunView } from "./run-store";

export type OutputFormat = "json" | "text" | "markdown";

/** An output of the workflow and what is known of its value. */
export interface OutputValue {
  readonly name: string;
  readonly format: OutputFormat;
  readonly nodeId: string;
  readonly state: "done" | "writing" | "pending" | "none";
  /** For `done` the value, for `writing` the text so far. */
  readonly value?: unknown;
  /** The tiny model that comes with Heddle had a part in it. */
  readonly isFromStarter: boolean;
}

/**
 * The outputs in the document's order. Before the end of the run, what flows into an output is read from the node
 * that it is connected to: its value, or the text that it is writing.
 */
export function outputValues(document: Pick<Workflow, "nodes" | "connections">, view: RunView): OutputValue[] {
  const { run } = view;
  if (run === null) return [];
  const drawn = document.nodes
    .filter((node) => node.type === "output")
    .map((node): OutputValue => {
      const name = typeof node.config.name === "string" ? node.config.name : "result";
      return {
        name,
        format: formatOf(node.config.format),
        nodeId: node.id,
        ...outputOf(document, view, run, node.id, name),
        isFromStarter: nodesBefore(document, node.id).some((id) => hasStarterAnswer(run, id)),
      };
    });
  return [...drawn, ...foreignOutputs(run, drawn)];
}

function outputOf(
  document: Pick<Workflow, "connections">,
  view: RunView,
  run: RunState,
  nodeId: string,
  name: string,
): Pick<OutputValue, "state" | "value"> {
  if (run.output !== null && Object.hasOwn(run.output, name)) return { state: "done", value: run.output[name] };
  const connection = document.connections.find((one) => one.target === nodeId && one.targetHandle === "value");
  const source = connection && nodeRunOf(view, connection.source);
  const output = connection && source?.output;
  if (connection && output && Object.hasOwn(output, connection.sourceHandle)) {
    return { state: "done", value: output[connection.sourceHandle] };
  }
  const written = connection && source?.streamed?.[connection.sourceHandle];
  if (written !== undefined) return { state: isRunOver(run.status) ? "none" : "writing", value: written };
  return { state: isRunOver(run.status) ? "none" : "pending" };
}

/** Outputs of the run that the document does not have (any more): an older run beside an edited graph. */
function foreignOutputs(run: RunState, drawn: readonly OutputValue[]): OutputValue[] {
  const known = new Set(drawn.map((one) => one.name));
  const others = Object.entries(run.output ?? {}).filter(([name]) => !known.has(name));
  return others.map(([name, value]) => ({
    name,
    format: typeof value === "string" ? "text" : "json",
    nodeId: "",
    state: "done",
    value,
    isFromStarter: false,
  }));
}

/** The nodes whose values, or whose part in them, reach a node. */
function nodesBefore({ connections }: Pick<Workflow, "connections">, nodeId: string): readonly string[] {
  const found = new Set<string>();
  const open = [nodeId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { source, target } of connections) {
      if (target !== id || found.has(source)) continue;
      found.add(source);
      open.push(source);
    }
  }
  return [...found];
}

function hasStarterAnswer(run: RunState, nodeId: string): boolean {
  return [...run.nodeRuns.values()].some((one) => one.nodeId === nodeId && one.isFromStarter === true);
}

function formatOf(format: unknown): OutputFormat {
  return format === "json" || format === "markdown" ? format : "text";
}
