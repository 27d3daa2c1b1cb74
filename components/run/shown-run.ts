import { browserStorage } from "@/components/workflow-store/browser-storage";

/** The run that this tab shows of a workflow, so that a reload does not take its result away. */

const storage = browserStorage(() => sessionStorage);
const key = (workflowId: string) => `heddle:shown-run:${workflowId}`;

export function loadShownRun(workflowId: string): string | undefined {
  const stored = storage.read(key(workflowId));
  return typeof stored === "string" ? stored : undefined;
}

export function saveShownRun(workflowId: string, runId: string | null): void {
  if (runId === null) storage.remove(key(workflowId));
  else storage.write(key(workflowId), runId);
}
