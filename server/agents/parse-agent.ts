import { AppError } from "@/nodes/core/app-error";
import { formatPath } from "@/nodes/core/issue";
import { type AgentDraft, agentDraftSchema } from "@/nodes/core/saved-agent";

/** What was sent as an agent that may be stored. Throws `REQUEST_INVALID` with `details.issues`, field by field. */
export function parseAgent(given: unknown): AgentDraft {
  const parsed = agentDraftSchema.safeParse(given);
  const draft = parsed.success ? parsed.data : refuse(parsed.error.issues);
  if (JSON.stringify(draft).includes("\\u0000"))
    throw new AppError("REQUEST_INVALID", "There is a NUL character in a text of the agent. Remove it.");
  return draft;
}

function refuse(found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): never {
  const issues = found.slice(0, 100).map(({ path, message }) => ({
    path: formatPath(path),
    code: "REQUEST_INVALID" as const,
    message,
    severity: "error" as const,
  }));
  const told = issues.slice(0, 3).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  throw new AppError("REQUEST_INVALID", `The agent cannot be stored. ${told.join(" ")}`, {
    details: { issues },
    field: issues[0]?.path || undefined,
  });
}
