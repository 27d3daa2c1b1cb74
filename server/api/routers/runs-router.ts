import { z } from "zod";
import { argumentPatternSchema } from "@/nodes/core/argument-pattern";
import type { JsonObject } from "@/nodes/core/json";
import { runStatuses } from "@/nodes/core/run-status";
import { choices, remembrances } from "@/nodes/core/trace-event";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { cancelRun } from "@/server/executor/cancel-run";
import { decideRun } from "@/server/executor/decide-run";
import { forkRun } from "@/server/executor/fork-run";
import { resumeRun } from "@/server/executor/resume-run";
import { startRun } from "@/server/executor/start-run";
import { viewRun } from "@/server/executor/view-run";
import { clearResults } from "@/server/reuse/clear-results";
import { reuseStatistics } from "@/server/reuse/reuse-statistics";
import { countDeadLetters } from "@/server/runs/dead-letters";
import { deleteRun } from "@/server/runs/delete-runs";
import { getRunDocument } from "@/server/runs/get-run-document";
import { getTrace } from "@/server/runs/get-trace";
import { listRuns, summarizeRun } from "@/server/runs/list-runs";
import { valueDigests } from "@/server/runs/value-digests";
import { documentSeenBy } from "@/server/workflows/seen-by";

const read = procedure("run.read");
const control = procedure("run.control");

/** Where a run is held for a person. */
const hold = {
  breakpoints: z.array(z.string().max(200)).max(1_000).optional(),
  step: z.boolean().optional(),
};

export const runsRouter = router({
  start: procedure("run.start")
    .input(
      z.object({
        workflowId: z.string().min(1).max(200),
        input: z.record(z.string(), z.unknown()),
        idempotencyKey: z.string().max(200).optional(),
        until: z.string().max(200).optional(),
        untilPath: z.string().max(1_000).optional(),
        ...hold,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const started = await startRun({
        workspaceId: ctx.workspaceId,
        trigger: "manual",
        ...input,
        input: input.input as JsonObject,
      });
      await started.committed;
      return { runId: started.runId };
    }),
  fork: procedure("run.start")
    .input(
      byId.extend({
        fromNode: z.string().max(200),
        path: z.string().max(1_000).optional(),
        output: z.record(z.string(), z.unknown()).optional(),
        until: z.string().max(200).optional(),
        untilPath: z.string().max(1_000).optional(),
        isCurrent: z.boolean().optional(),
        ...hold,
      }),
    )
    .mutation(async ({ ctx, input: { id, output, ...fork } }) => {
      const started = await forkRun(ctx.workspaceId, id, { ...fork, output: output as JsonObject | undefined });
      await started.committed;
      return { runId: started.runId };
    }),
  reuse: read.query(async ({ ctx }) => reuseStatistics(await database(), ctx.workspaceId)),
  clearReuse: procedure("run.delete").mutation(async ({ ctx }) => {
    await clearResults(await database(), ctx.workspaceId);
    return reuseStatistics(await database(), ctx.workspaceId);
  }),
  cancel: control.input(byId).mutation(async ({ ctx, input }) => {
    await cancelRun(ctx.workspaceId, input.id);
    return viewRun(ctx.workspaceId, input.id);
  }),
  /** The run that goes on: for one from the dead letters, a new one. */
  resume: control
    .input(z.object({ runId: z.string().min(1).max(200), step: z.boolean().optional() }))
    .mutation(async ({ ctx, input: { runId, step } }) => {
      const goesOn = await resumeRun(ctx.workspaceId, runId, { step, by: ctx.actor.id });
      return viewRun(ctx.workspaceId, goesOn);
    }),
  get: read.input(byId).query(({ ctx, input }) => viewRun(ctx.workspaceId, input.id)),
  summary: read.input(byId).query(async ({ ctx, input }) => summarizeRun(await database(), ctx.workspaceId, input.id)),
  list: read
    .input(
      page
        .extend({
          workflowId: z.string().max(200).optional(),
          status: z.enum(runStatuses).optional(),
          isDeadLetter: z.boolean().optional(),
          forkedFrom: z.string().max(200).optional(),
        })
        .optional(),
    )
    .query(async ({ ctx, input }) => listRuns(await database(), { workspaceId: ctx.workspaceId, ...input })),
  countDeadLetters: read.query(async ({ ctx }) => countDeadLetters(await database(), ctx.workspaceId)),
  events: read
    .input(byId.extend({ after: z.number().int().min(0).optional() }))
    .query(async ({ ctx, input }) => getTrace(await database(), ctx.workspaceId, input.id, input.after)),
  /** What the run was frozen with, without its events: for a canvas that follows them live. */
  document: read.input(byId).query(async ({ ctx, input }) => {
    const { workflowId, document } = await getRunDocument(await database(), ctx.workspaceId, input.id);
    return { workflowId, document: documentSeenBy(ctx.actor.role, document) };
  }),
  valueDigests: read
    .input(z.object({ ids: z.array(z.string().max(200)).max(1_000) }))
    .query(async ({ ctx, input }) => valueDigests(await database(), ctx.workspaceId, input.ids)),
  decide: control
    .input(
      byId.extend({
        nodeId: z.string().max(200),
        path: z.string().max(1_000).optional(),
        decision: z.enum(choices),
        value: z.unknown().optional(),
        remember: z.enum(remembrances).optional(),
        pattern: argumentPatternSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { id, ...decision } = input;
      await decideRun(ctx.workspaceId, id, { ...decision, by: ctx.actor.id });
      return viewRun(ctx.workspaceId, id);
    }),
  remove: procedure("run.delete")
    .input(byId)
    .mutation(async ({ ctx, input }) => {
      await deleteRun(await database(), ctx.workspaceId, input.id);
      return { id: input.id };
    }),
});
