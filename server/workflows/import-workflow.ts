import { z } from "zod";
import { agentsIn, namedAgents } from "@/nodes/core/agents-in-document";
import { runIssues } from "@/nodes/core/run-issues";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { createAgent } from "@/server/agents/create-agent";
import { database } from "@/server/db/database";
import { agentsByName, type ReachedAgents, reachAgents } from "@/server/executor/saved-agents";
import { surroundings } from "@/server/executor/surroundings";
import { insertWorkflow } from "@/server/workflows/insert-workflow";
import { issueSchema } from "@/server/workflows/issue-schema";
import { parseDocument, parseDocumentText } from "@/server/workflows/parse-document";
import { takeApart } from "@/server/workflows/take-apart";

const reported = z.object({
  /** Such as `node`, `model`, `secret`. */
  kind: z.string(),
  name: z.string(),
  nodeId: z.string().optional(),
});

export const importReportSchema = z
  .object({
    /** Nodes that were taken over as they are. */
    converted: z.array(reported),
    /** Nodes of another tool whose meaning was met only nearly. */
    approximated: z.array(reported),
    /** What this machine lacks: node types, agents, models, secrets. */
    missing: z.array(reported),
    /** What keeps it from running yet. */
    issues: z.array(issueSchema),
  })
  .meta({ id: "ImportReport" });
export type ImportReport = z.infer<typeof importReportSchema>;

export interface ImportWorkflow {
  readonly workspaceId: string;
  /** One of the two: the text of a file, or its parsed JSON. */
  readonly text?: string;
  readonly document?: unknown;
  /** Reports and stores nothing. */
  readonly dryRun?: boolean;
}

export interface ImportedWorkflow {
  /** Absent after a dry run. */
  readonly id?: string;
  readonly report: ImportReport;
}

/**
 * Brings a document from elsewhere. Document issues refuse it (`WORKFLOW_INVALID`); what keeps it from running is only
 * reported. Nothing in it is carried out, and it may reach nothing until a person grants it.
 */
export async function importWorkflow({
  workspaceId,
  text,
  document,
  dryRun = false,
}: ImportWorkflow): Promise<ImportedWorkflow> {
  const workflow = text === undefined ? parseDocument(document) : parseDocumentText(text);
  const report = await reportOn(workspaceId, workflow);
  if (dryRun) return { report };
  const { main, called, agents } = takeApart(workflow);
  for (const { id, slug, ...agent } of agents) await createAgent(workspaceId, agent, id);
  for (const { id, document } of called)
    await insertWorkflow({ id, workspaceId, document, origin: "imported", reason: "imported" });
  return {
    id: await insertWorkflow({ ...main, workspaceId, origin: "imported", reason: "imported" }),
    report,
  };
}

async function reportOn(workspaceId: string, workflow: Workflow): Promise<ImportReport> {
  const agents = await agentsHere(workspaceId, workflow);
  const around = await surroundings(workflow.requires);
  const nodes = workflow.nodes.map((node) => ({ kind: "node", name: node.type, nodeId: node.id }));
  const { models, secrets } = workflow.requires;
  return {
    converted: nodes.filter(({ name }) => definitions.has(name)),
    approximated: [],
    missing: [
      ...nodes.filter(({ name }) => !definitions.has(name)),
      ...agents.missing.map((name) => ({ kind: "agent", name })),
      ...models.filter((id) => around.hasModel?.(id) === false).map((name) => ({ kind: "model", name })),
      ...secrets.filter((id) => around.hasSecret?.(id) === false).map((name) => ({ kind: "secret", name })),
    ],
    issues: runIssues(workflow, definitions, { ...around, agents: agents.found }),
  };
}

/** The agents that it brings along, which win, and those of this machine that it names. */
async function agentsHere(workspaceId: string, workflow: Workflow) {
  const reached: ReachedAgents = new Map();
  await reachAgents(await database(), workspaceId, workflow, reached);
  const found = new Map([...agentsByName(reached), ...agentsIn(workflow)]);
  return { found, missing: namedAgents(workflow.nodes).filter((name) => !found.has(name)) };
}
