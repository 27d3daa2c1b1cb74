import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workflow } from "@/nodes/core/workflow";
import { projectRoot } from "@/server/project-root";
import { singleton } from "@/server/singleton";
import { parseDocumentText } from "@/server/workflows/parse-document";

export interface Example {
  /** The name of its file. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly nodeCount: number;
  readonly document: Workflow;
}

/** The workflows of `examples/`, by file name; read once. */
export function listExamples(): readonly Example[] {
  return singleton("examples", () => {
    const folder = join(/* turbopackIgnore: true */ projectRoot(), "examples");
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    return files
      .sort()
      .map((file) => toExample(file, readFileSync(join(/* turbopackIgnore: true */ folder, file), "utf8")));
  });
}

function toExample(file: string, text: string): Example {
  const document = parseDocumentText(text);
  const { name, description } = document;
  const slug = file.replace(/^\d+-|(\.heddle)?\.json$/g, "");
  return { slug, name, description, nodeCount: document.nodes.length, document };
}
