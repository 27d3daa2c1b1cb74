import type { Issue } from "@/nodes/core/issue";

/** The path inside a node's config that an issue is about: `fields[0].name` of `nodes[3].config.fields[0].name`. */
export function issueField({ path }: Pick<Issue, "path">): string | undefined {
  return /^nodes\[\d+\]\.config\.(.+)$/.exec(path)?.[1];
}
