import { type NodeDefinition, type NodeFamily, nodeFamilies } from "@/nodes/core/node-definition";
import { familyLooks } from "./families";

export interface PaletteFamily {
  readonly family: NodeFamily;
  readonly definitions: readonly NodeDefinition[];
}

/** The node types that all words of the search are found in, by family; families without one are left out. */
export function searchDefinitions(definitions: Iterable<NodeDefinition>, search: string): PaletteFamily[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...definitions].filter((definition) => {
    const text = searchText(definition);
    return words.every((word) => text.includes(word));
  });
  return nodeFamilies.flatMap((family) => {
    const members = found.filter((definition) => definition.family === family);
    return members.length === 0 ? [] : [{ family, definitions: rankByTitle(members, words) }];
  });
}

function searchText({ title, type, description, family, keywords = [] }: NodeDefinition): string {
  return [title, type, description, familyLooks[family].title, ...keywords].join(" ").toLowerCase();
}

/** What begins with the search stands first; the rest keeps its order. */
function rankByTitle(definitions: NodeDefinition[], words: readonly string[]): NodeDefinition[] {
  const first = words[0];
  if (first === undefined) return definitions;
  const rank = ({ title }: NodeDefinition) => (title.toLowerCase().startsWith(first) ? 0 : 1);
  return [...definitions].sort((a, b) => rank(a) - rank(b));
}
