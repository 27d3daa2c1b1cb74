import type { KindName } from "@/components/ui/kind";
import type { NodeDefinition, NodeFamily } from "@/nodes/core/node-definition";

export interface FamilyLook {
  readonly title: string;
  /** Colors the icon tile of its node types. */
  readonly kind: KindName;
  /** What stands in the palette while there is no node type of it. */
  readonly empty: string;
}

export const familyLooks: Record<NodeFamily, FamilyLook> = {
  agents: { title: "Agents", kind: "text", empty: "No agents yet" },
  models: { title: "Models", kind: "model", empty: "No models yet" },
  plugins: { title: "Plugins", kind: "tool", empty: "No plugins yet" },
  memory: { title: "Memory", kind: "memory", empty: "No memory yet" },
  logic: { title: "Logic", kind: "any", empty: "Nothing yet" },
  data: { title: "Data", kind: "any", empty: "Nothing yet" },
};

/** The color of a node type; one that is not known here has none. */
export function kindOfType(definition: NodeDefinition | undefined): KindName {
  return definition === undefined ? "any" : familyLooks[definition.family].kind;
}
