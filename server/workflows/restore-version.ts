import { randomUUID } from "node:crypto";
import { applyChanges } from "@/nodes/core/workflow-change";
import { commitChange } from "@/server/workflows/commit-change";
import { getVersion } from "@/server/workflows/get-version";
import { parseDocument } from "@/server/workflows/parse-document";

/** Makes a version the newest revision, and a version itself; what was there is kept as one too. Returns the new revision. */
export async function restoreVersion(workspaceId: string, id: string, version: number): Promise<number> {
  const workflow = parseDocument(await getVersion(workspaceId, id, version));
  return commitChange({
    workspaceId,
    id,
    origin: "history",
    changeId: randomUUID(),
    keepAs: "restored",
    fit: ({ document }) => {
      const step = applyChanges(document, [{ type: "workflow.replace", workflow }]);
      return { workflow: step.workflow, changes: step.applied, inverse: step.inverse };
    },
  });
}
