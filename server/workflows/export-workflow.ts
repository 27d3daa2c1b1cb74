import { compareNatural } from "@/nodes/core/connection";
import { withoutSecrets } from "@/nodes/core/without-secrets";
import { formatWorkflow, orderWorkflow } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";
import { readCalledWorkflows } from "@/server/executor/called-workflows";
import { slugOf } from "@/server/slug";
import { readStored } from "@/server/workflows/stored-workflow";

export interface ExportedWorkflow {
  readonly fileName: string;
  /** Canonical: equal workflows give equal text. */
  readonly text: string;
}

/** With the workflows that it calls, so that the file is all that another machine needs, and without secrets. */
export async function exportWorkflow(workspaceId: string, id: string): Promise<ExportedWorkflow> {
  const opened = await database();
  const { document, name } = await readStored(opened, workspaceId, id);
  const called = await readCalledWorkflows(opened, workspaceId, document);
  const inside = [...called].sort(([a], [b]) => compareNatural(a, b));
  const workflows = Object.fromEntries(inside.map(([key, one]) => [key, orderWorkflow(one.workflow, definitions)]));
  const whole = inside.length === 0 ? document : { ...document, workflows };
  return {
    fileName: `${slugOf(name)}.heddle.json`,
    text: formatWorkflow(withoutSecrets(whole, definitions), definitions),
  };
}
