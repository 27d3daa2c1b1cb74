import type { KindName } from "@/components/ui/kind";
import type { NodeDefinition, NodeFamily } from "@/nodes/core/node-definition";

export interface FamilyLook {
  readonly title: string;
  /** Colors the icon tile of its node types. */
  readonly kind: KindName;
}

export const familyLooks: Record<NodeFamily, FamilyLook> = {
  agents: { title: "Agents", kind: "text" },
  models: { title: "Models", kind: "model" },
  plugins: { title: "Plugins", kind: "tool" },
  memory: { title: "Memory", kind: "memory" },
  logic: { title: "Logic", kind: "any" },
  data: { title: "Data", kind: "any" },
};

/** The color of a node type; one that is not known here has none. */
export function kindOfType(definition: NodeDefinition | undefined): KindName {
  return definition === undefined ? "any" : familyLooks[definition.family].kind;
}
