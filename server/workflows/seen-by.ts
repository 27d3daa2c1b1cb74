import { changeWithoutSecrets } from "@/nodes/core/change-without-secrets";
import { withoutSecrets } from "@/nodes/core/without-secrets";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { mayDo, type Role } from "@/server/security/roles";
import type { WorkflowUpdate } from "@/server/workflows/list-updates";

/** Who may change a workflow typed its secrets, or could: all others see references in their place. */
const seesSecrets = (role: Role) => mayDo(role, "workflow.write");

/** A document as this role may see it. */
export function documentSeenBy<Document extends Workflow | null>(role: Role, document: Document): Document {
  if (document === null || seesSecrets(role)) return document;
  return withoutSecrets(document, definitions) as Document;
}

/** The same for edits of one. */
export function updatesSeenBy(role: Role, updates: readonly WorkflowUpdate[]): readonly WorkflowUpdate[] {
  if (seesSecrets(role)) return updates;
  return updates.map((update) => ({
    ...update,
    changes: update.changes.map((change) => changeWithoutSecrets(change, definitions)),
  }));
}
