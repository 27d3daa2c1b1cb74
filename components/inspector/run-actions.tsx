"use client";

import { Play } from "lucide-react";
import { useRunNode } from "@/components/run/use-run-node";
import { useStaleReason } from "@/components/run/use-stale-reason";
import { Button } from "@/components/ui/button";
import type { NodeRun } from "@/nodes/core/node-run";
import { PinButton } from "./pinned-section";

/** What can be done with what the node gave; empty on a past run's page. */
export function RunActions({ run }: { run: NodeRun }) {
  const runNode = useRunNode(run.nodeId);
  // The note about it has the button too.
  const isStale = useStaleReason(run.nodeId) !== undefined && run.status === "completed";
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {runNode !== undefined && !isStale && (
        <Button size="sm" icon={<Play />} isLoading={runNode.isStarting} onClick={() => runNode.run("from", run.path)}>
          {runNode.labels.from}
        </Button>
      )}
      <PinButton run={run} />
    </div>
  );
}

/** Where the node did nothing yet: a way to have it do something. */
export function RunToHere({ nodeId }: { nodeId: string }) {
  const runNode = useRunNode(nodeId);
  if (runNode === undefined) return null;
  return (
    <Button size="sm" icon={<Play />} isLoading={runNode.isStarting} onClick={() => runNode.run("to")}>
      {runNode.labels.to}
    </Button>
  );
}
