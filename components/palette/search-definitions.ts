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
  const families = nodeFamilies.flatMap((family) => {
    const members = found.filter((definition) => definition.family === family);
    return members.length === 0
      ? []
      : [{ family, definitions: byRank(members, (definition) => rankOf(definition, words)) }];
  });
  return byRank(families, (family) => rankOf(family.definitions[0] as NodeDefinition, words));
}

/** All families, those without a node type too: what the palette is made of, while nobody searches. */
export function allFamilies(definitions: Iterable<NodeDefinition>): PaletteFamily[] {
  const found = searchDefinitions(definitions, "");
  return nodeFamilies.map((family) => found.find((one) => one.family === family) ?? { family, definitions: [] });
}

function searchText({ title, type, description, family, keywords = [] }: NodeDefinition): string {
  return [title, type, description, familyLooks[family].title, ...keywords].join(" ").toLowerCase();
}

/** 0 for the title itself: Enter takes the first, and it has to be the one that was named. */
function rankOf({ title, type }: NodeDefinition, words: readonly string[]): number {
  const search = words.join(" ");
  const name = title.toLowerCase();
  if (search === "" || name === search || type === search) return 0;
  if (name.startsWith(search)) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/** Equal ranks keep their order. */
function byRank<T>(items: readonly T[], rank: (item: T) => number): T[] {
  return [...items].sort((a, b) => rank(a) - rank(b));
}
