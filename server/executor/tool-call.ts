import type { JsonObject } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { TimeLimit } from "@/server/executor/time-limit";

/** Where a tool call stands: its path, the arguments for the inputs that are not connected, and its caller's time. */
export interface ToolCallSite {
  readonly path: string;
  readonly args: JsonObject;
  /** The arguments as events carry them. */
  readonly shownArgs?: Readonly<Record<string, unknown>>;
  readonly limit: TimeLimit;
}

/** What a node run gave: its outputs, or nothing when a person chose to skip it. */
export type NodeResult = NodeOutputs | "skipped";
