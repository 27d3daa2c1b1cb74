"use client";

import { toast } from "@/components/ui/toast";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { roleOf } from "@/nodes/core/node-role";
import type { NodeRun } from "@/nodes/core/node-run";
import { pinnablePorts, pinProblem } from "@/nodes/core/pinned-outputs";
import { pinnedSource } from "./node-run-status";

export interface Pin {
  readonly isPinned: boolean;
  /** Takes what the node run gave into the document. */
  readonly pinOutput: (run: NodeRun) => void;
  /** Why these values cannot be pinned; undefined when they now are. */
  readonly pinValues: (values: unknown) => string | undefined;
  readonly unpin: () => void;
}

/** Undefined where nothing can be pinned: a past run, a resource, a tool, a note, a node without outputs. */
export function usePin(nodeId: string | undefined): Pin | undefined {
  const store = useWorkflowStore();
  const isPinnable = useWorkflow(({ isReadOnly, resolved }) => {
    const one = nodeId === undefined ? undefined : resolved.get(nodeId);
    return !isReadOnly && one !== undefined && roleOf(one) === "data" && pinnablePorts(one.ports).length > 0;
  });
  const isPinned = useWorkflow(
    ({ resolved }) => nodeId !== undefined && resolved.get(nodeId)?.node.pinned !== undefined,
  );
  if (nodeId === undefined || !isPinnable) return undefined;

  const resolved = () => store.getState().resolved.get(nodeId);
  const titleOf = () => resolved()?.node.name ?? resolved()?.definition?.title ?? nodeId;

  function pinValues(values: unknown): string | undefined {
    const ports = resolved()?.ports;
    if (ports === undefined) return undefined;
    const problem = pinProblem(ports, values);
    if (problem !== undefined) return problem;
    const pinned = values as Record<string, unknown>;
    store.actions.commit([{ type: "node.set", id: nodeId as string, set: { pinned } }], {
      label: `Pin the output of ${titleOf()}`,
    });
    return undefined;
  }

  return {
    isPinned,
    pinValues,
    pinOutput: ({ output }) => {
      const problem = pinValues(output ?? {});
      if (problem !== undefined) toast.failed("The output was not pinned.", { description: problem, id: "pin" });
    },
    unpin: () =>
      store.actions.commit([{ type: "node.set", id: nodeId, set: {}, unset: ["pinned"] }], {
        label: `Unpin the output of ${titleOf()}`,
      }),
  };
}

/** Whether there is an output that could be pinned, and is not from the pin itself. */
export function hasOutputToPin(run: NodeRun | undefined): run is NodeRun {
  return run?.status === "completed" && run.output !== undefined && run.reusedFrom !== pinnedSource;
}
