import { page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { database } from "@/server/db/database";
import { countWaits, listWaits } from "@/server/runs/list-waits";

const read = procedure("run.read");

/** What waits for a person, in all runs. It is answered with `runs.decide`. */
export const inboxRouter = router({
  list: read
    .input(page.optional())
    .query(async ({ ctx, input }) => listWaits(await database(), { workspaceId: ctx.workspaceId, ...input })),
  count: read.query(async ({ ctx }) => ({ count: await countWaits(await database(), ctx.workspaceId) })),
});
