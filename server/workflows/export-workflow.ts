import { formatWorkflow } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";
import { slugOf } from "@/server/workflows/slug";
import { readStored } from "@/server/workflows/stored-workflow";

export interface ExportedWorkflow {
  readonly fileName: string;
  /** Canonical: equal workflows give equal text. */
  readonly text: string;
}

export async function exportWorkflow(workspaceId: string, id: string): Promise<ExportedWorkflow> {
  const { document, name } = await readStored(await database(), workspaceId, id);
  return { fileName: `${slugOf(name)}.heddle.json`, text: formatWorkflow(document, definitions) };
}
