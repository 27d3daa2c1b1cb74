import { z } from "zod";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { previewRetention } from "@/server/chat/apply-retention";
import { globalRetention, setGlobalRetention } from "@/server/chat/retention-settings";
import { branchConversation } from "@/server/conversations/branch-conversation";
import {
  deleteConversation,
  moveHead,
  pinMessage,
  renameConversation,
} from "@/server/conversations/change-conversation";
import { exportConversation, exportFormats } from "@/server/conversations/export-conversation";
import { getConversation } from "@/server/conversations/get-conversation";
import { listConversations } from "@/server/conversations/list-conversations";
import { retentionSchema } from "@/server/conversations/retention";
import { database } from "@/server/db/database";

const retention = procedure("memory.write");
const read = procedure("conversation.read");
const write = procedure("conversation.write");
const atMessage = byId.extend({ messageId: byId.shape.id });

export const conversationsRouter = router({
  list: read
    .input(
      page.extend({
        agentId: byId.shape.id.optional(),
        workflowId: byId.shape.id.optional(),
        search: z.string().max(1_000).optional(),
        withMemory: z.boolean().optional(),
      }),
    )
    .query(async ({ ctx, input }) => listConversations(await database(), { workspaceId: ctx.workspaceId, ...input })),
  get: read.input(byId).query(async ({ ctx, input }) => getConversation(await database(), ctx.workspaceId, input.id)),
  export: read
    .input(byId.extend({ format: z.enum(exportFormats) }))
    .query(async ({ ctx, input }) => exportConversation(await database(), ctx.workspaceId, input.id, input.format)),
  rename: write
    .input(byId.extend({ title: z.string().max(1_000) }))
    .mutation(async ({ ctx, input }) => renameConversation(await database(), ctx.workspaceId, input.id, input.title)),
  /** Shows the branch that this message stands in. */
  show: write
    .input(atMessage)
    .mutation(async ({ ctx, input }) => moveHead(await database(), ctx.workspaceId, input.id, input.messageId)),
  branch: write
    .input(atMessage)
    .mutation(async ({ ctx, input }) =>
      branchConversation(await database(), ctx.workspaceId, input.id, input.messageId),
    ),
  pin: write
    .input(atMessage.extend({ isPinned: z.boolean() }))
    .mutation(async ({ ctx, input }) => pinMessage(await database(), ctx.workspaceId, input.id, input)),
  /** How much of all conversations is kept. */
  retention: read.query(async ({ ctx }) => globalRetention(await database(), ctx.workspaceId)),
  setRetention: retention
    .input(retentionSchema)
    .mutation(async ({ ctx, input }) => setGlobalRetention(await database(), ctx.workspaceId, input)),
  /** What would be deleted with such a setting. */
  previewRetention: read
    .input(retentionSchema.optional())
    .query(async ({ ctx, input }) => previewRetention(await database(), ctx.workspaceId, input)),
  delete: write
    .input(byId)
    .mutation(async ({ ctx, input }) => deleteConversation(await database(), ctx.workspaceId, input.id)),
});
