"use client";

import { ClockAlert, Play } from "lucide-react";
import { useRunNode } from "@/components/run/use-run-node";
import { useStaleSentence } from "@/components/run/use-stale-reason";
import { Button } from "@/components/ui/button";
import type { NodeRun } from "@/nodes/core/node-run";

/** Why what the node gave is out of date, and the way to have it anew. */
export function StaleNote({ run }: { run: NodeRun }) {
  const sentence = useStaleSentence(run.nodeId);
  const runNode = useRunNode(run.nodeId);
  if (sentence === undefined || run.status !== "completed") return null;
  return (
    <section
      aria-label="Stale"
      className="grid min-w-0 gap-2 rounded-lg border border-running/35 bg-running/8 px-3 py-2.5"
    >
      <p className="flex gap-2 text-pretty">
        <ClockAlert className="mt-0.5 size-3.5 shrink-0 text-running" aria-hidden />
        <span>
          <b className="font-semibold text-running">Stale.</b> {sentence}
        </span>
      </p>
      {runNode !== undefined && (
        <Button
          size="sm"
          className="w-fit"
          icon={<Play />}
          isLoading={runNode.isStarting}
          onClick={() => runNode.run("from", run.path)}
        >
          {runNode.labels.from}
        </Button>
      )}
    </section>
  );
}
