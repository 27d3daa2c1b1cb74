"use client";

import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { RunAim } from "./run-plan";
import { useRunStarterIfAny } from "./run-starter";
import { isRunTarget } from "./run-target";

type Part = Exclude<RunAim["type"], "whole">;

/** What a node's menu offers about running it. */
export interface RunNode {
  readonly labels: Readonly<Record<Part, string>>;
  readonly isStarting: boolean;
  /** `path`: the item of a node inside of a container; without it the one that its card shows. */
  readonly run: (part: Part, path?: string) => void;
}

const labels: RunNode["labels"] = { from: "Run from here", to: "Run to here", alone: "Run this node alone" };

/** Undefined where nothing can be run: a past run's page, a resource, a note, a disabled node. */
export function useRunNode(nodeId: string | undefined): RunNode | undefined {
  const starter = useRunStarterIfAny();
  const isTarget = useWorkflow((state) => nodeId !== undefined && isRunTarget(state, nodeId));
  if (starter === null || nodeId === undefined || !isTarget) return undefined;
  return {
    labels,
    isStarting: starter.isStarting,
    run: (type, path) => starter.begin({ aim: { type, nodeId, ...(path === undefined ? {} : { path }) } }),
  };
}
