import { agentsIn, namedAgent } from "./agents-in-document";
import { hiddenMark, visibleNodeId } from "./expand-agents";
import { type Issue, warningIssue } from "./issue";
import type { NodeDefinitions } from "./node-definition";
import type { RunSurroundings } from "./run-surroundings";
import type { Workflow, WorkflowNode } from "./workflow";

/** What an agent wants and its model does not list, said before the run: it then goes another way, or may answer badly. */
export function capabilityWarnings(
  expanded: Workflow,
  definitions: NodeDefinitions,
  around: RunSurroundings,
  places: ReadonlyMap<string, string>,
): Issue[] {
  if (around.capabilitiesOf === undefined) return [];
  const byId = new Map(expanded.nodes.map((node) => [node.id, node]));
  const agents = around.agents ?? agentsIn(expanded);
  return expanded.nodes.flatMap((node) => {
    if (node.type !== "agent" || node.disabled === true) return [];
    const lent = (port: string) =>
      expanded.connections
        .filter(({ target, targetHandle }) => target === node.id && targetHandle === port)
        .flatMap(({ source }) => byId.get(source) ?? [])
        .filter(({ disabled }) => disabled !== true);
    const model = lent("model")[0]?.config.model ?? "default";
    const listed = around.capabilitiesOf?.(String(model));
    if (listed === undefined) return [];
    const wanted = [
      ...(lent("tools").length > 0 ? ["tools"] : []),
      ...(node.config.outputSchema === undefined ? [] : ["json_schema"]),
      ...(agents.get(namedAgent(node) ?? "")?.capabilities ?? []),
    ];
    const missing = [...new Set(wanted)].filter((word) => !listed.includes(word));
    const owner = visibleNodeId(node.id);
    const isHidden = node.id.includes(hiddenMark);
    const at =
      isHidden || namedAgent(node) !== undefined ? `${places.get(owner)}.config.agent` : `${places.get(owner)}`;
    return missing.map((word) =>
      warningIssue(
        at,
        "NODE_CONFIG_INVALID",
        missingCapability(word, String(model), titleOf(node, definitions), listed),
        owner,
      ),
    );
  });
}

function titleOf({ name, type }: WorkflowNode, definitions: NodeDefinitions): string {
  return name || definitions.get(type)?.title || type;
}

/** The sentence for one word that a model does not list. */
export function missingCapability(word: string, model: string, title: string, listed: readonly string[]): string {
  const fact = `The model ${model} does not list "${word}"`;
  if (word === "tools")
    return listed.includes("json_schema")
      ? `${fact}, so ${title} has it choose its tools by a JSON schema. A model with tools does that better.`
      : `${fact}, so ${title} tells it in words how to use its tools. A model with tools does that better.`;
  if (word === "json_schema")
    return `${fact}, so ${title} asks for its JSON in words, and for a repair where it does not fit.`;
  return `${fact}, which ${title} wants. Choose another model, or add the word to the model's capabilities.`;
}
