import type { Issue } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { surroundings } from "@/server/executor/surroundings";

/** What keeps a document from running here, with what this machine lacks. `requires` is computed, as for every stored one. */
export async function workflowIssues(workflow: Workflow): Promise<Issue[]> {
  return runIssues(workflow, definitions, await surroundings(workflow.requires));
}
