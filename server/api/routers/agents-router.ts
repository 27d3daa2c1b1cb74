import { z } from "zod";
import { agentIssuesHere } from "@/server/agents/agent-issues-here";
import { agentStatistics } from "@/server/agents/agent-statistics";
import { agentTemplates } from "@/server/agents/agent-templates";
import { createAgent } from "@/server/agents/create-agent";
import { deleteAgent } from "@/server/agents/delete-agent";
import { duplicateAgent } from "@/server/agents/duplicate-agent";
import { getAgent } from "@/server/agents/get-agent";
import { listAgents } from "@/server/agents/list-agents";
import { reachedAgents } from "@/server/agents/reached-agents";
import { tryAgent } from "@/server/agents/try-agent";
import { updateAgent } from "@/server/agents/update-agent";
import { byId, page } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { chatTurnSchema } from "@/server/triggers/chat-turn";

const read = procedure("agent.read");
const write = procedure("agent.write");

/** Agents are checked by the operations, which say what is wrong field by field. */
const agent = z.unknown();

export const agentsRouter = router({
  list: read
    .input(page.extend({ search: z.string().max(200).optional() }).optional())
    .query(({ ctx, input }) => listAgents({ workspaceId: ctx.workspaceId, ...input })),
  get: read.input(byId).query(({ ctx, input }) => getAgent(ctx.workspaceId, input.id)),
  templates: read.query(() =>
    agentTemplates.map(({ key, agent: { name, description = "" } }) => ({ key, name, description })),
  ),
  issues: read
    .input(byId.extend({ agent: agent.optional() }))
    .query(({ ctx, input }) => agentIssuesHere(ctx.workspaceId, input.id, input.agent)),
  reached: read
    .input(z.object({ names: z.array(z.string().max(200)).max(1_000) }))
    .query(({ ctx, input }) => reachedAgents(ctx.workspaceId, input.names)),
  statistics: read.input(byId).query(({ ctx, input }) => agentStatistics(ctx.workspaceId, input.id)),
  create: write
    .input(z.object({ template: z.string().max(60).optional(), agent: agent.optional() }))
    .mutation(({ ctx, input }) => createAgent(ctx.workspaceId, input.agent ?? fromTemplate(input.template))),
  update: write
    .input(byId.extend({ agent, expected: z.string().max(60).optional() }))
    .mutation(({ ctx, input }) => updateAgent({ workspaceId: ctx.workspaceId, ...input })),
  duplicate: write.input(byId).mutation(({ ctx, input }) => duplicateAgent(ctx.workspaceId, input.id)),
  remove: write.input(byId).mutation(async ({ ctx, input }) => {
    await deleteAgent(ctx.workspaceId, input.id);
    return { id: input.id };
  }),
  /** One message, as a run of its own; `agent`: settings in the place of the stored ones. */
  try: procedure("run.start")
    .input(byId.extend({ ...chatTurnSchema.shape, agent: agent.optional() }))
    .mutation(async ({ ctx, input }) => ({ runId: await tryAgent({ workspaceId: ctx.workspaceId, ...input }) })),
});

function fromTemplate(key: string | undefined): unknown {
  return agentTemplates.find((one) => one.key === key)?.agent ?? { name: "New agent", status: "draft" };
}
