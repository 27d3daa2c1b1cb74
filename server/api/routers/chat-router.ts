import { z } from "zod";
import { byId } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { listChatPartners } from "@/server/chat/list-chat-partners";
import { startExchange } from "@/server/chat/start-exchange";
import { database } from "@/server/db/database";
import { startedStatus } from "@/server/executor/started-status";

const partner = z.union([z.object({ agentId: byId.shape.id }), z.object({ workflowId: byId.shape.id })]);

export const chatRouter = router({
  /** Agents and workflows that can be talked to. */
  partners: procedure("conversation.read").query(async ({ ctx }) =>
    listChatPartners(await database(), ctx.workspaceId),
  ),
  /** Its answer is written by a run, which the page follows. */
  send: procedure("conversation.write")
    .input(
      z.object({
        partner: partner.optional(),
        conversationId: byId.shape.id.optional(),
        parentId: byId.shape.id.nullable().optional(),
        message: z.string(),
        files: z.array(byId.shape.id).max(50).optional(),
        answerAgain: byId.shape.id.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { workspaceId } = ctx;
      const { run, ...ids } = await startExchange({ workspaceId, ...input });
      await run.committed;
      return { ...ids, runId: run.runId, status: await startedStatus(workspaceId, run) };
    }),
});
