import { AppError } from "@/nodes/core/app-error";
import { errorIssue } from "@/nodes/core/issue";
import type { Capabilities } from "@/nodes/core/workflow";
import { isHostPattern } from "@/nodes/http/url-host";
import { database } from "@/server/db/database";
import { forgetWorkflow } from "@/server/executor/known-workflows";
import { logger } from "@/server/logger";
import { getGrants } from "@/server/workflows/get-grants";
import { noWorkflow } from "@/server/workflows/get-summary";
import type { GrantsReport } from "@/server/workflows/grants";

function refuseNoHosts(hosts: readonly string[]): void {
  const message = "Write a host such as api.example.com, *.example.com or 10.0.0.5:8080, without https:// and path.";
  const issues = hosts.flatMap((host, i) =>
    isHostPattern(host) ? [] : [errorIssue(`hosts[${i}]`, "REQUEST_INVALID", message)],
  );
  const [first] = issues;
  if (first !== undefined)
    throw new AppError("REQUEST_INVALID", `${first.path}: ${message}`, { field: first.path, details: { issues } });
}

/** Replaces what a workflow may reach. A person decides this, never a document. */
export async function setGrants(workspaceId: string, id: string, grants: Capabilities): Promise<GrantsReport> {
  refuseNoHosts(grants.hosts);
  const opened = await database();
  const rows = await opened.execute<{ id: string }>(
    "update workflows set grants = $3 where workspace_id = $1 and (id = $2 or slug = $2) returning id",
    [workspaceId, id, JSON.stringify(grants)],
  );
  if (rows[0] === undefined) throw noWorkflow(id);
  forgetWorkflow(opened, rows[0].id);
  logger().info({ workflowId: rows[0].id, grants }, "What a workflow may reach was set");
  return getGrants(workspaceId, id);
}
