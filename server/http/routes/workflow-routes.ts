import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { capabilitiesSchema, workflowSchema } from "@/nodes/core/workflow";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";
import { createWorkflow } from "@/server/workflows/create-workflow";
import { deleteWorkflow } from "@/server/workflows/delete-workflow";
import { exportWorkflow } from "@/server/workflows/export-workflow";
import { getGrants } from "@/server/workflows/get-grants";
import { getWorkflow } from "@/server/workflows/get-workflow";
import { grantsReportSchema } from "@/server/workflows/grants";
import { importReportSchema, importWorkflow } from "@/server/workflows/import-workflow";
import { listVersions, workflowVersionSchema } from "@/server/workflows/list-versions";
import { listWorkflows } from "@/server/workflows/list-workflows";
import { publishWorkflow, unpublishWorkflow } from "@/server/workflows/publish-workflow";
import { restoreVersion } from "@/server/workflows/restore-version";
import { saveWorkflow } from "@/server/workflows/save-workflow";
import { documentSeenBy } from "@/server/workflows/seen-by";
import { setGrants } from "@/server/workflows/set-grants";
import { storedWorkflowSchema } from "@/server/workflows/stored-workflow";
import { workflowSummarySchema } from "@/server/workflows/workflow-summary";

const tag = "Workflows";
/** What the database can count to. */
const mostVersions = 2_147_483_647;
const path = "/api/v1/workflows";

/** Read as any JSON: the operation says what is wrong with a document better than a schema does. */
const anyDocument = { body: z.unknown(), bodyShown: workflowSchema };

export const workflowRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path,
    action: "workflow.read",
    tag,
    summary: "List workflows, those changed last first",
    query: pageQuery.extend({ search: z.string().max(200).optional() }),
    response: pageOf(workflowSummarySchema),
    handle: ({ query, actor }) => listWorkflows({ workspaceId: actor.workspaceId, ...query }),
  }),
  defineRoute({
    method: "post",
    path,
    action: "workflow.write",
    tag,
    summary: "Create a workflow from a document",
    ...anyDocument,
    status: 201,
    response: workflowSummarySchema,
    handle: ({ body, actor }) => createWorkflow({ workspaceId: actor.workspaceId, document: body ?? null }),
  }),
  defineRoute({
    method: "post",
    path: `${path}/import`,
    action: "workflow.write",
    tag,
    summary: "Import a document from elsewhere; it may reach nothing until that is granted",
    query: z.object({ dryRun: z.string().optional().describe("1 stores nothing and reports alone.") }),
    ...anyDocument,
    status: 201,
    response: z.object({ id: z.string().optional(), report: importReportSchema }),
    also: { 200: { description: "The report of a dry run", response: z.object({ report: importReportSchema }) } },
    handle: async ({ body, query, actor }) => {
      const dryRun = query.dryRun !== undefined && query.dryRun !== "0" && query.dryRun !== "false";
      const imported = await importWorkflow({ workspaceId: actor.workspaceId, document: body ?? null, dryRun });
      return json(dryRun ? 200 : 201, imported);
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}`,
    action: "workflow.read",
    tag,
    summary: "The newest revision with its document, by id or slug",
    params: idParams,
    response: storedWorkflowSchema,
    handle: async ({ params, actor }) => {
      const workflow = await getWorkflow(actor.workspaceId, params.id);
      const document = documentSeenBy(actor.role, workflow.document);
      return json(200, { ...workflow, document }, { etag: `"${workflow.revision}"` });
    },
  }),
  defineRoute({
    method: "put",
    path: `${path}/{id}`,
    action: "workflow.write",
    tag,
    summary: "Replace the document",
    params: idParams,
    ...anyDocument,
    headers: [{ name: "If-Match", description: 'The revision that is replaced, as "3": another one answers 409.' }],
    response: workflowSummarySchema,
    handle: ({ params, body, actor, request }) =>
      saveWorkflow({
        workspaceId: actor.workspaceId,
        id: params.id,
        document: body ?? null,
        expectedRevision: expectedRevision(request),
      }),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}`,
    action: "workflow.write",
    tag,
    summary: "Delete a workflow; its runs stay",
    params: idParams,
    handle: async ({ params, actor }) => void (await deleteWorkflow(actor.workspaceId, params.id)),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}/export`,
    action: "workflow.read",
    tag,
    summary: "The document as a file",
    params: idParams,
    produces: "application/json",
    handle: async ({ params, actor }) => {
      const { fileName, text } = await exportWorkflow(actor.workspaceId, params.id);
      return new Response(text, {
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-disposition": `attachment; filename="${fileName}"`,
        },
      });
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}/grants`,
    action: "workflow.read",
    tag,
    summary: "What the workflow may reach, and what it lacks",
    params: idParams,
    response: grantsReportSchema,
    handle: ({ params, actor }) => getGrants(actor.workspaceId, params.id),
  }),
  defineRoute({
    method: "put",
    path: `${path}/{id}/grants`,
    action: "workflow.grant",
    tag,
    summary: "Set what the workflow may reach",
    params: idParams,
    body: capabilitiesSchema,
    response: grantsReportSchema,
    handle: ({ params, body, actor }) => setGrants(actor.workspaceId, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/publish`,
    action: "workflow.write",
    tag,
    summary: "Publish the newest revision: its triggers fire from now on",
    params: idParams,
    body: z.object({ label: z.string().trim().min(1).max(200).optional() }).optional(),
    response: z.object({ id: z.string(), version: z.number().int() }),
    handle: async ({ params, body, actor }) => ({
      id: params.id,
      version: await publishWorkflow(actor.workspaceId, params.id, body),
    }),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}/publish`,
    action: "workflow.write",
    tag,
    summary: "Take it back: its triggers stay silent",
    params: idParams,
    status: 204,
    handle: async ({ params, actor }) => {
      await unpublishWorkflow(actor.workspaceId, params.id);
      return undefined;
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}/versions`,
    action: "workflow.read",
    tag,
    summary: "Versions, newest first",
    params: idParams,
    response: pageOf(workflowVersionSchema),
    handle: async ({ params, actor }) => ({
      items: await listVersions(actor.workspaceId, params.id),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/versions/{version}/restore`,
    action: "workflow.write",
    tag,
    summary: "Make a version the newest revision",
    params: idParams.extend({ version: z.coerce.number().int().min(1).max(mostVersions) }),
    response: z.object({ id: z.string(), revision: z.number().int() }),
    handle: async ({ params, actor }) => ({
      id: params.id,
      revision: await restoreVersion(actor.workspaceId, params.id, params.version),
    }),
  }),
];

function expectedRevision(request: Request): number | undefined {
  const given = request.headers.get("if-match");
  if (given === null || given === "*") return undefined;
  const revision = /^(?:W\/)?"?(\d+)"?$/.exec(given.trim())?.[1];
  if (revision === undefined)
    throw new AppError(
      "REQUEST_INVALID",
      `If-Match is a revision in quotation marks, such as "3", not ${given.slice(0, 40)}.`,
      { field: "If-Match" },
    );
  return Number(revision);
}
