"use client";

import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { RunAim } from "./run-plan";
import { useRunStarterIfAny } from "./run-starter";
import { runTargetOf } from "./run-target";

type Part = Exclude<RunAim["type"], "whole">;

/** What a node's menu offers about running it. */
export interface RunNode {
  readonly labels: Readonly<Record<Part, string>>;
  readonly isStarting: boolean;
  readonly run: (part: Part) => void;
}

/** Undefined where nothing can be run: a past run's page, a resource, a note, a disabled node. */
export function useRunNode(nodeId: string | undefined): RunNode | undefined {
  const starter = useRunStarterIfAny();
  const targetId = useWorkflow((state) => (nodeId === undefined ? undefined : runTargetOf(state, nodeId)?.nodeId));
  const place = useWorkflow((state) => (nodeId === undefined ? undefined : runTargetOf(state, nodeId)?.place));
  if (starter === null || targetId === undefined || place === undefined) return undefined;
  return {
    labels: runLabels(place),
    isStarting: starter.isStarting,
    run: (type) => starter.begin({ aim: { type, nodeId: targetId } }),
  };
}

/** A container runs as a whole, so that what stands in it names it. */
function runLabels(place: string): RunNode["labels"] {
  const alone = place === "here" ? "Run this node alone" : `Run ${place} alone`;
  return { from: `Run from ${place}`, to: `Run to ${place}`, alone };
}
