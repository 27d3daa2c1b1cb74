import { z } from "zod";
import { capabilitiesSchema } from "@/nodes/core/workflow";
import { workflowChangeSchema } from "@/nodes/core/workflow-change";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { changeWorkflow } from "@/server/workflows/change-workflow";
import { createWorkflow } from "@/server/workflows/create-workflow";
import { deleteWorkflow } from "@/server/workflows/delete-workflow";
import { duplicateWorkflow } from "@/server/workflows/duplicate-workflow";
import { exportWorkflow } from "@/server/workflows/export-workflow";
import { getGrants } from "@/server/workflows/get-grants";
import { getPublication } from "@/server/workflows/get-publication";
import { getVersion } from "@/server/workflows/get-version";
import { getWorkflow } from "@/server/workflows/get-workflow";
import { importWorkflow } from "@/server/workflows/import-workflow";
import { keepVersion } from "@/server/workflows/keep-version";
import { listVersions } from "@/server/workflows/list-versions";
import { listWorkflows } from "@/server/workflows/list-workflows";
import { publishWorkflow, unpublishWorkflow } from "@/server/workflows/publish-workflow";
import { renameWorkflow } from "@/server/workflows/rename-workflow";
import { restoreVersion } from "@/server/workflows/restore-version";
import { documentSeenBy } from "@/server/workflows/seen-by";
import { setGrants } from "@/server/workflows/set-grants";

const read = procedure("workflow.read");
const write = procedure("workflow.write");
const name = z.string().max(200);
const label = z.string().trim().min(1).max(200);
const mostChanges = 20_000;

export const workflowsRouter = router({
  list: read
    .input(page.extend({ search: z.string().max(200).optional() }).optional())
    .query(({ ctx, input }) => listWorkflows({ workspaceId: ctx.workspaceId, ...input })),
  get: read.input(byId).query(async ({ ctx, input }) => {
    const workflow = await getWorkflow(ctx.workspaceId, input.id);
    return { ...workflow, document: documentSeenBy(ctx.actor.role, workflow.document) };
  }),
  create: write
    .input(z.object({ name: name.optional(), document: z.unknown().optional() }).optional())
    .mutation(({ ctx, input }) => createWorkflow({ workspaceId: ctx.workspaceId, ...input })),
  duplicate: write.input(byId).mutation(({ ctx, input }) => duplicateWorkflow(ctx.workspaceId, input.id)),
  rename: write
    .input(byId.extend({ name }))
    .mutation(({ ctx, input }) => renameWorkflow(ctx.workspaceId, input.id, input.name)),
  remove: write.input(byId).mutation(async ({ ctx, input }) => {
    await deleteWorkflow(ctx.workspaceId, input.id);
    return { id: input.id };
  }),
  import: write
    .input(z.object({ text: z.string().optional(), document: z.unknown().optional(), dryRun: z.boolean().optional() }))
    .mutation(({ ctx, input }) => importWorkflow({ workspaceId: ctx.workspaceId, ...input })),
  export: read.input(byId).query(({ ctx, input }) => exportWorkflow(ctx.workspaceId, input.id)),
  change: write
    .input(
      byId.extend({
        baseRevision: z.number().int().min(0),
        origin: z.string().min(1).max(100),
        changeId: z.string().min(1).max(100),
        changes: z.array(workflowChangeSchema).max(mostChanges),
      }),
    )
    .mutation(({ ctx, input }) => changeWorkflow({ workspaceId: ctx.workspaceId, ...input })),
  versions: read
    .input(byId)
    .query(async ({ ctx, input }) => ({ items: await listVersions(ctx.workspaceId, input.id) })),
  version: read.input(byId.extend({ version: z.number().int() })).query(async ({ ctx, input }) => {
    const document = await getVersion(ctx.workspaceId, input.id, input.version);
    return { document: documentSeenBy(ctx.actor.role, document) };
  }),
  keepVersion: write
    .input(byId.extend({ label }))
    .mutation(async ({ ctx, input }) => ({ version: await keepVersion(ctx.workspaceId, input.id, input.label) })),
  restore: write
    .input(byId.extend({ version: z.number().int() }))
    .mutation(async ({ ctx, input }) => ({ revision: await restoreVersion(ctx.workspaceId, input.id, input.version) })),
  publication: read.input(byId).query(({ ctx, input }) => getPublication(ctx.workspaceId, input.id)),
  publish: write.input(byId.extend({ label: label.optional() })).mutation(async ({ ctx, input: { id, label } }) => ({
    version: await publishWorkflow(ctx.workspaceId, id, { label }),
  })),
  unpublish: write.input(byId).mutation(async ({ ctx, input }) => {
    await unpublishWorkflow(ctx.workspaceId, input.id);
    return { id: input.id };
  }),
  grants: read.input(byId).query(({ ctx, input }) => getGrants(ctx.workspaceId, input.id)),
  setGrants: procedure("workflow.grant")
    .input(byId.extend({ grants: capabilitiesSchema }))
    .mutation(({ ctx, input }) => setGrants(ctx.workspaceId, input.id, input.grants)),
});
