import type { Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { newId } from "@/server/new-id";
import { parseDocument } from "@/server/workflows/parse-document";

interface Part {
  readonly id: string;
  readonly document: Workflow;
}

/**
 * A document and the workflows that it brings along, each as one of its own under a new id: the document first. What calls one
 * of them calls its new id. Throws what is wrong with one of them.
 */
export function takeApart(workflow: Workflow): readonly [Part, ...Part[]] {
  const { workflows = {}, ...own } = workflow;
  const ids = new Map(Object.keys(workflows).map((key) => [key, newId()]));
  const parts = Object.entries(workflows).map(([key, raw]): Part => {
    const { workflows: _, ...document } = parseDocument(raw);
    return { id: ids.get(key) as string, document: withNewCalls(document, ids) };
  });
  return [{ id: newId(), document: withNewCalls(own, ids) }, ...parts];
}

function withNewCalls(workflow: Workflow, ids: ReadonlyMap<string, string>): Workflow {
  return { ...workflow, nodes: workflow.nodes.map((node) => withNewCall(node, ids)) };
}

function withNewCall(node: WorkflowNode, ids: ReadonlyMap<string, string>): WorkflowNode {
  const key = definitions.get(node.type)?.subWorkflow;
  const id = key === undefined ? undefined : ids.get(String(node.config[key]));
  return key === undefined || id === undefined ? node : { ...node, config: { ...node.config, [key]: id } };
}
