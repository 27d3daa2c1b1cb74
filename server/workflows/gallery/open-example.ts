import { AppError } from "@/nodes/core/app-error";
import { listExamples } from "@/server/workflows/gallery/list-examples";
import { getSummary } from "@/server/workflows/get-summary";
import { insertWorkflow } from "@/server/workflows/insert-workflow";
import type { WorkflowSummary } from "@/server/workflows/workflow-summary";

/** A copy of an example, to run and to change. Throws `NOT_FOUND`. */
export async function openExample(workspaceId: string, slug: string): Promise<WorkflowSummary> {
  const example = listExamples().find((one) => one.slug === slug);
  if (example === undefined) throw new AppError("NOT_FOUND", `There is no example ${slug}.`);
  const id = await insertWorkflow({ workspaceId, document: example.document, origin: "local", reason: "example" });
  return getSummary(workspaceId, id);
}
