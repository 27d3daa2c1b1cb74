import { AppError } from "@/nodes/core/app-error";
import { errorIssue, type Issue } from "@/nodes/core/issue";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { type Workflow, workflowLimits } from "@/nodes/core/workflow";
import { computeRequires } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";

/**
 * Parsed JSON as a document that may be stored, with `requires` computed anew. Throws `WORKFLOW_INVALID` with
 * `details.issues`, or `LIMIT_EXCEEDED` for one that is too large. Executes nothing and connects nowhere.
 */
export function parseDocument(json: unknown): Workflow {
  const { workflow, issues } = readWorkflow(json, definitions);
  if (workflow === undefined) throw documentRefused(issues);
  return withRequires(workflow);
}

/** The same for text: a file that was chosen, dropped or pasted. Throws `REQUEST_INVALID` when it is no JSON. */
export function parseDocumentText(text: string): Workflow {
  refuseLarge(Buffer.byteLength(text));
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("REQUEST_INVALID", "This is no JSON: it is cut off, or no workflow file at all.", {
      cause: error,
    });
  }
  return parseDocument(json);
}

/** The JSON of a document as it is stored. */
export function documentText(workflow: Workflow): string {
  const text = JSON.stringify(workflow);
  refuseLarge(Buffer.byteLength(text));
  return text;
}

export function withRequires(workflow: Workflow): Workflow {
  return { ...workflow, requires: computeRequires(workflow, definitions) };
}

export function documentRefused(issues: readonly Issue[]): AppError {
  const first = issues[0] ?? errorIssue("", "WORKFLOW_INVALID", "The document is not valid.");
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const at = first.path === "" ? "" : `${first.path}: `;
  return new AppError("WORKFLOW_INVALID", `${at}${first.message}${more}`, {
    details: { issues },
    field: first.path || undefined,
  });
}

function refuseLarge(bytes: number): void {
  if (bytes <= workflowLimits.bytes) return;
  const message = `A workflow has at most ${workflowLimits.bytes / 1024 / 1024} MB; this one has ${(bytes / 1024 / 1024).toFixed(1)} MB.`;
  throw new AppError("LIMIT_EXCEEDED", message, { details: { issues: [errorIssue("", "LIMIT_EXCEEDED", message)] } });
}
