import { z } from "zod";
import { openDocument } from "@/nodes/core/upgrade";
import { type Capabilities, capabilitiesSchema, workflowSchema } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { DatabaseSession } from "@/server/db/open-database";
import { noWorkflow } from "@/server/workflows/get-summary";

export const storedWorkflowSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    revision: z.number().int(),
    updatedAt: z.iso.datetime(),
    origin: z.enum(["local", "imported"]),
    document: workflowSchema,
    grants: capabilitiesSchema,
  })
  .meta({ id: "StoredWorkflow" });
export type StoredWorkflow = z.infer<typeof storedWorkflowSchema>;

interface WorkflowRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly revision: number;
  readonly updated_at: Date;
  readonly origin: "local" | "imported";
  readonly grants: unknown;
  readonly document: string;
}

/** By id or slug. Throws `NOT_FOUND`. */
export async function readStored(
  session: DatabaseSession,
  workspaceId: string,
  idOrSlug: string,
): Promise<StoredWorkflow> {
  const [row] = await session.execute<WorkflowRow>(
    `select id, slug, name, revision, updated_at, origin, grants, document from workflows
     where workspace_id = $1 and (id = $2 or slug = $2)`,
    [workspaceId, idOrSlug],
  );
  if (row === undefined) throw noWorkflow(idOrSlug);
  const { id, slug, name, revision, origin } = row;
  const updatedAt = row.updated_at.toISOString();
  return {
    id,
    slug,
    name,
    revision,
    updatedAt,
    origin,
    document: openDocument(row.document, definitions),
    grants: toGrants(row.grants),
  };
}

export function toGrants(stored: unknown): Capabilities {
  return capabilitiesSchema.parse(stored ?? {});
}
