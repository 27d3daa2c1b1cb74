import { compareNatural } from "@/nodes/core/connection";
import { withoutSecrets } from "@/nodes/core/without-secrets";
import { formatWorkflow, orderWorkflow } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";
import { reachFrom } from "@/server/executor/called-workflows";
import { holding } from "@/server/executor/load-runnable";
import { slugOf } from "@/server/slug";
import { readStored } from "@/server/workflows/stored-workflow";

export interface ExportedWorkflow {
  readonly fileName: string;
  /** Canonical: equal workflows give equal text. */
  readonly text: string;
}

function inOrder<T>(named: ReadonlyMap<string, T>): [string, T][] {
  return [...named].sort(([a], [b]) => compareNatural(a, b));
}

/** With the workflows that it calls and the agents that it uses, so that the file is all that another machine needs, and without secrets. */
export async function exportWorkflow(workspaceId: string, id: string): Promise<ExportedWorkflow> {
  const opened = await database();
  const { document, name } = await readStored(opened, workspaceId, id);
  const { called, agents } = await reachFrom(opened, workspaceId, document);
  const sorted = { called: new Map(inOrder(called)), agents: new Map(inOrder(agents)) };
  const whole = holding(document, sorted, (one) => orderWorkflow(one, definitions));
  return {
    fileName: `${slugOf(name)}.heddle.json`,
    text: formatWorkflow(withoutSecrets(whole, definitions), definitions),
  };
}
