import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { listAllowances } from "@/server/workflows/list-allowances";
import { removeAllowance } from "@/server/workflows/remove-allowance";

const byWorkflow = page.extend({ workflowId: byId.shape.id });

/** Calls of a workflow's tools that agents may always make. They are given with `runs.decide`. */
export const allowancesRouter = router({
  list: procedure("workflow.read")
    .input(byWorkflow)
    .query(({ ctx, input: { workflowId, ...more } }) => listAllowances(ctx.workspaceId, workflowId, more)),
  remove: procedure("run.control")
    .input(byId.extend({ workflowId: byId.shape.id }))
    .mutation(async ({ ctx, input }) => {
      await removeAllowance(ctx.workspaceId, input.workflowId, input.id);
      return { id: input.id };
    }),
});
