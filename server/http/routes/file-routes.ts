import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { getFile } from "@/server/files/get-file";
import { saveFile } from "@/server/files/save-file";
import { largestFile, storedFileSchema } from "@/server/files/stored-file";
import { readBody } from "@/server/http/read-body";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { idParams } from "@/server/http/routes/parameters";
import { readRunRow } from "@/server/runs/get-run";
import { readValue } from "@/server/runs/stored-values";

const tag = "Files and values";

export const fileRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path: "/api/v1/values/{id}",
    action: "run.read",
    tag,
    summary: 'A large value that a run names by { "$ref": id }',
    params: idParams,
    produces: "application/json",
    handle: async ({ params, actor }) => {
      const opened = await database();
      const stored = await readValue(opened, params.id);
      if (stored === undefined)
        throw new AppError("NOT_FOUND", `There is no value ${params.id}. It went with its run.`);
      await readRunRow(opened, actor.workspaceId, stored.runId);
      return json(200, stored.value);
    },
  }),
  defineRoute({
    method: "post",
    path: "/api/v1/files",
    action: "file.write",
    tag,
    summary: `Upload a file of at most ${largestFile / 1024 / 1024} MB, as its bytes or as the field file of a form`,
    query: z.object({
      name: z.string().max(500).optional().describe("What people call it, where the body is its bytes."),
    }),
    rawBody: "application/octet-stream",
    status: 201,
    response: storedFileSchema,
    handle: async ({ query, actor, request }) =>
      saveFile({ workspaceId: actor.workspaceId, ...(await readUpload(request, query.name)) }),
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/files/{id}",
    action: "file.read",
    tag,
    summary: "The bytes of a file",
    params: idParams,
    produces: "application/octet-stream",
    handle: async ({ params, actor }) => {
      const { content, mediaType, name } = await getFile(actor.workspaceId, params.id);
      return new Response(new Uint8Array(content), {
        headers: {
          "content-type": mediaType,
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          // Whatever somebody uploaded is never read as a page of ours.
          "x-content-type-options": "nosniff",
          "content-security-policy": "sandbox; default-src 'none'",
        },
      });
    },
  }),
];

/** What a form puts around its file. */
const formOverhead = 64 * 1024;

async function readUpload(request: Request, name = "file"): Promise<{ name: string; content: Uint8Array }> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return { name, content: await readBody(request, largestFile) };
  const body = await readBody(request, largestFile + formOverhead);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  const file = form?.get("file");
  if (!(file instanceof File))
    throw new AppError("REQUEST_INVALID", "The form has no file in the field file.", { field: "file" });
  return { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
}
