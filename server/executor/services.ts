import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { Conversations, Model, NodeRunner, OutboundFetch } from "@/nodes/core/node-runner";
import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import type { Capabilities, Requires } from "@/nodes/core/workflow";
import type { Database } from "@/server/db/open-database";
import type { EventWriter } from "@/server/runs/event-writer";
import type { RunBus } from "@/server/runs/run-bus";

/** What the executor is given: everything outside the graph that a run touches. */
export interface ExecutorServices {
  readonly database: Database;
  readonly writer: EventWriter;
  readonly bus: RunBus;
  readonly definitions: NodeDefinitions;
  readonly runnerOf: (type: string) => Promise<NodeRunner | undefined>;
  /** `fairnessKey` shares an endpoint's slots fairly among runs. */
  readonly resolveModel: (config: ModelConfig, options: { fairnessKey: string }) => Promise<Model>;
  /** What tells a model from others with its id: another file, another server. Undefined: its answers are not reused. */
  readonly fingerprintOf: (config: ModelConfig) => Promise<string | undefined>;
  /** What this machine has of what a document asks for. */
  readonly surroundings: (requires: Requires) => Promise<RunSurroundings>;
  /** The one way out for a run: what it may reach is decided here, once. */
  readonly openOutbound: (grants: RunGrants) => OutboundFetch;
  /** What was said in a workspace. */
  readonly conversationsOf: (workspaceId: string) => Conversations;
  /** This process, as the holder of leases. */
  readonly owner: string;
  /** Node runs in one run, those of containers and tools included. */
  readonly mostNodeRuns: number;
  /** Runs at once in this process. */
  readonly slots: number;
}

export interface ModelConfig {
  readonly model: string;
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: string[];
  readonly fallback?: string[];
}

/** What a run may reach. `implied`: written on this machine, so that public hosts, code and files need no grant. */
export interface RunGrants extends Capabilities {
  readonly implied: boolean;
}

export const noGrants: RunGrants = { hosts: [], files: [], code: false, commands: [], implied: false };
