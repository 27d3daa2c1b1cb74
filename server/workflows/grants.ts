import { z } from "zod";
import { type Capabilities, capabilitiesSchema, type Requires } from "@/nodes/core/workflow";
import { computeRequires } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import { missingGrants } from "@/server/executor/missing-grants";
import type { StoredWorkflow } from "@/server/workflows/stored-workflow";

/** What a workflow may reach, wants to reach, and is not allowed yet. */
export const grantsReportSchema = z
  .object({
    grants: capabilitiesSchema,
    requires: capabilitiesSchema,
    missing: capabilitiesSchema,
    /** Written on this machine: public hosts, code and the workspace's files need no grant. */
    implied: z.boolean(),
  })
  .meta({ id: "Grants" });
export type GrantsReport = z.infer<typeof grantsReportSchema>;

const nothing: Capabilities = { hosts: [], files: [], code: false, commands: [] };

export function grantsReport({ document, origin, grants }: StoredWorkflow): GrantsReport {
  const requires: Requires = computeRequires(document, definitions);
  const implied = origin === "local";
  const missing = missingGrants(requires.capabilities, { ...grants, implied });
  return { grants, requires: requires.capabilities, missing: missing?.capabilities ?? nothing, implied };
}
