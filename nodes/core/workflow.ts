import { z } from "zod";
import "./value-sentence";

/** The document that the canvas edits, the database stores, export writes and import reads. */

export const workflowFormat = "heddle.workflow";
export const workflowVersion = 1;

/** What one document may hold; each refusal names its limit. */
export const workflowLimits = {
  bytes: 5 * 1024 * 1024,
  jsonDepth: 64,
  nodes: 5_000,
  connections: 20_000,
  containerDepth: 8,
  subWorkflowDepth: 8,
  /** That the setting may allow. */
  mostSubWorkflowDepth: 64,
  /** In one run, containers and tools included. */
  nodeRuns: 1_000_000,
  /** Of one output of a node, in characters of its JSON. */
  outputSize: 64 * 1024 * 1024,
} as const;

const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
export const nodeIdSchema = z
  .string()
  .regex(idPattern, "An id starts with a letter and has at most 64 letters, digits, underscores and hyphens.");

export const positionSchema = z.object({
  x: z.number().describe("Pixels to the right, at zoom 1."),
  y: z.number().describe("Pixels down, at zoom 1."),
});

export const onErrorChoices = ["stop", "continue", "branch"] as const;

export const policySchema = z.object({
  retries: z.number().int().min(0).max(100).optional().describe("Attempts after the first one. Default 0."),
  retryDelayMs: z.number().min(0).max(86_400_000).optional().describe("Before the first retry. Default 500."),
  backoff: z.number().min(1).max(100).optional().describe("Each further delay is this many times longer. Default 2."),
  timeoutMs: z
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe("For one attempt, without waiting for a person or for the endpoint's queue."),
  onError: z
    .enum(onErrorChoices)
    .optional()
    .describe("stop: the run fails. continue: null on every output. branch: the port error fires. Default stop."),
  cache: z
    .enum(["auto", "never"])
    .optional()
    .describe("Whether an equal, finished node run may be reused. Default auto."),
  idempotent: z.boolean().optional().describe("Whether it may run again after a crash. Default: by node type."),
});
export type Policy = z.infer<typeof policySchema>;

/** The policy with every default filled in; `timeoutMs` and `idempotent` stay absent where the node type decides. */
export interface ResolvedPolicy {
  readonly retries: number;
  readonly retryDelayMs: number;
  readonly backoff: number;
  readonly timeoutMs?: number;
  readonly onError: (typeof onErrorChoices)[number];
  readonly cache: "auto" | "never";
  readonly idempotent?: boolean;
}

const policyDefaults: ResolvedPolicy = { retries: 0, retryDelayMs: 500, backoff: 2, onError: "stop", cache: "auto" };

export function resolvePolicy(policy: Policy | undefined): ResolvedPolicy {
  return policy === undefined ? policyDefaults : { ...policyDefaults, ...policy };
}

export const workflowNodeSchema = z.object({
  id: nodeIdSchema,
  type: z.string().min(1).max(64),
  name: z.string().max(200).optional().describe("For people. Default: the title of the type."),
  position: positionSchema,
  config: z.record(z.string(), z.unknown()).default({}).describe("As the node type's definition says."),
  parentId: nodeIdSchema.optional().describe("The container that the node stands in."),
  disabled: z.boolean().optional(),
  note: z.string().max(20_000).optional(),
  policy: policySchema.optional(),
  pinned: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      "Outputs by port that stand in for a run of the node while the workflow is being built. A published version runs the node.",
    ),
  configVersion: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Version of the node type that the config was written for. Default 1."),
});
export type WorkflowNode = z.infer<typeof workflowNodeSchema>;

export const connectionSchema = z.object({
  id: z.string().min(1).max(200),
  source: nodeIdSchema,
  sourceHandle: z.string().min(1).max(200),
  target: nodeIdSchema,
  targetHandle: z.string().min(1).max(200),
  order: z.number().optional().describe("Place among the connections of a port that takes many. Default: by id."),
});
export type Connection = z.infer<typeof connectionSchema>;

export const durabilities = ["steps", "result"] as const;
export type Durability = (typeof durabilities)[number];

export const priorities = ["high", "normal", "low"] as const;
export type Priority = (typeof priorities)[number];

export const settingsSchema = z.object({
  timeoutMs: z
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .default(300_000)
    .describe("For the whole run, without what it waits for people and timers."),
  maxParallel: z.number().int().min(1).max(256).default(8),
  maxRuns: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("Runs of this workflow at the same time, over all processes; more wait in the queue. Default: no limit."),
  priority: z
    .enum(priorities)
    .optional()
    .describe(
      "Which of the runs that wait in the queue start first. Default: normal. Within a priority, runs that a schedule or a file started come after the others.",
    ),
  durability: z
    .enum(durabilities)
    .default("steps")
    .describe("steps: each node is stored before the ones behind it start. result: start and end are stored."),
});
export type WorkflowSettings = z.infer<typeof settingsSchema>;

export const capabilitiesSchema = z.object({
  hosts: z.array(z.string()).default([]),
  files: z.array(z.string()).default([]),
  code: z.boolean().default(false),
  commands: z.array(z.string()).default([]),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const requiresSchema = z.object({
  models: z.array(z.string()).default([]),
  plugins: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  collections: z.array(z.string()).optional(),
  capabilities: capabilitiesSchema.prefault({}),
});
export type Requires = z.infer<typeof requiresSchema>;

export const workflowSchema = z
  .object({
    format: z.literal(workflowFormat, `The format is "${workflowFormat}".`),
    version: z.literal(workflowVersion, `This version of Heddle reads documents of version ${workflowVersion}.`),
    name: z.string().max(200),
    description: z.string().max(20_000).default(""),
    nodes: z.array(workflowNodeSchema).max(workflowLimits.nodes),
    connections: z.array(connectionSchema).max(workflowLimits.connections),
    settings: settingsSchema.prefault({}),
    requires: requiresSchema
      .prefault({})
      .describe("Computed at export and again at import; a file's own claim is not trusted."),
    workflows: z.record(z.string(), z.unknown()).optional().describe("Embedded sub-workflows by id, in an export."),
    agents: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("Saved agents that its nodes use, by the id or slug that names them, in an export."),
  })
  .meta({ title: "Heddle workflow", id: "Workflow" });

export type Workflow = z.infer<typeof workflowSchema>;

export function emptyWorkflow(name: string): Workflow {
  return workflowSchema.parse({ format: workflowFormat, version: workflowVersion, name, nodes: [], connections: [] });
}
