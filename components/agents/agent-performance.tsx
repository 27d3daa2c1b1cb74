"use client";

import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useTRPC } from "@/components/api/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDuration } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";

/** How the agent did in the last 30 days: in workflows, as a tool of others, and when it was tried. */
export function AgentPerformance({ id }: { id: string }) {
  const { data } = useQuery(useTRPC().agents.statistics.queryOptions({ id }, { staleTime: 0 }));
  if (data === undefined) return <SkeletonRows count={1} label="Loading the figures" />;
  if (data.runs === 0)
    return (
      <EmptyState icon={<Gauge />} title="No answers in the last 30 days" isCompact>
        Try the agent, or use it in a workflow.
      </EmptyState>
    );
  const facts = [
    ["Answers", formatCount(data.runs)],
    ["Went well", data.successRate === null ? "–" : `${Math.round(data.successRate * 100)}%`],
    ["Median time", data.medianMs === null ? "–" : formatDuration(data.medianMs)],
  ] as const;
  return (
    <dl aria-label="The last 30 days" className="grid max-w-140 grid-cols-3 gap-3">
      {facts.map(([label, value]) => (
        <div key={label} className="rounded-lg border bg-panel p-3">
          <dt className="text-dim text-sm">{label}</dt>
          <dd className="mt-1 font-semibold text-xl tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
