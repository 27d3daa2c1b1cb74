import { z } from "zod";
import { type AnyRoute, defineRoute } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";
import { allowanceSchema, listAllowances } from "@/server/workflows/list-allowances";
import { removeAllowance } from "@/server/workflows/remove-allowance";

const tag = "Workflows";
const path = "/api/v1/workflows/{id}/allowances";

export const allowanceRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path,
    action: "workflow.read",
    tag,
    summary: "Calls of its tools that agents may always make, the newest first",
    params: idParams,
    query: pageQuery,
    response: pageOf(allowanceSchema),
    handle: ({ params, query, actor }) => listAllowances(actor.workspaceId, params.id, query),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{allowance}`,
    action: "run.control",
    tag,
    summary: "Take one back: its calls are asked about again",
    params: idParams.extend({ allowance: z.string().min(1).max(200) }),
    handle: ({ params, actor }) =>
      removeAllowance(actor.workspaceId, params.id, params.allowance).then(() => undefined),
  }),
];
