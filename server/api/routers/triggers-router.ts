import { z } from "zod";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { testHook } from "@/server/http/test-hook";
import { nextTimes } from "@/server/triggers/cron-times";
import { listAllTriggers } from "@/server/triggers/list-triggers";
import { lookAtFolder } from "@/server/triggers/look-at-folder";
import { pauseTrigger } from "@/server/triggers/pause-trigger";
import { runTrigger } from "@/server/triggers/run-trigger";

const read = procedure("workflow.read");
const start = procedure("run.start");
const triggerId = z.object({ workflowId: z.string().min(1).max(200), nodeId: z.string().min(1).max(64) });
const mostTestBody = 100_000;
const shownTimes = 5;

export const triggersRouter = router({
  list: read.query(async ({ ctx }) => ({ items: await listAllTriggers(await database(), ctx.workspaceId) })),
  pause: procedure("workflow.write")
    .input(triggerId.extend({ isPaused: z.boolean() }))
    .mutation(async ({ ctx, input: { isPaused, ...id } }) => {
      await pauseTrigger({ workspaceId: ctx.workspaceId, ...id }, isPaused);
      return { isPaused };
    }),
  run: start
    .input(triggerId)
    .mutation(async ({ ctx, input }) => ({ runId: await runTrigger({ workspaceId: ctx.workspaceId, ...input }) })),
  test: start
    .input(triggerId.extend({ body: z.string().max(mostTestBody) }))
    .mutation(({ ctx, input: { body, ...id } }) => testHook({ workspaceId: ctx.workspaceId, ...id }, body)),
  /** The next times of a line that is being typed. */
  times: read.input(z.object({ cron: z.string().max(200), timezone: z.string().max(100) })).query(({ input }) => ({
    times: nextTimes(input.cron, input.timezone, shownTimes).map((time) => time.toISOString()),
  })),
  /** Where a folder that is being typed lies, and what is wrong with it. */
  folder: procedure("workflow.write")
    .input(z.object({ folder: z.string().max(500), glob: z.string().max(200) }))
    .query(({ input }) => lookAtFolder(input.folder, input.glob)),
});
