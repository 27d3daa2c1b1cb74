"use client";

import Link from "next/link";
import type { RunSummary } from "@/components/api/types";
import { formatCount, formatDuration, formatRelativeTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useNow } from "./use-now";

/** Runs as lines, each leading to its page. */
export function RunsTable({ runs }: { runs: readonly RunSummary[] }) {
  const now = useNow(5_000);
  return (
    <div className="overflow-hidden rounded-lg border bg-panel">
      <Table aria-label="Runs">
        <TableHead>
          <tr>
            <TableHeader className="w-32">Status</TableHeader>
            <TableHeader>Workflow</TableHeader>
            <TableHeader>Started</TableHeader>
            <TableHeader isNumeric>Duration</TableHeader>
            <TableHeader isNumeric>Model calls</TableHeader>
            <TableHeader isNumeric>Tokens</TableHeader>
          </tr>
        </TableHead>
        <tbody>
          {runs.map((run) => (
            <Line key={run.id} run={run} now={now} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Line({ run, now }: { run: RunSummary; now: Date }) {
  const at = new Date(run.startedAt ?? run.queuedAt);
  const tokens = run.usage.inputTokens + run.usage.outputTokens;
  return (
    <TableRow isInteractive>
      <TableCell>
        <Status status={run.status} />
      </TableCell>
      <TableCell className="w-2/5 max-w-0 py-1.5">
        {/* The whole line leads to the run: the link covers it. */}
        <Link href={`/runs/${run.id}`} className="block truncate after:absolute after:inset-0">
          {run.workflowName}
        </Link>
        {run.error && <span className="block truncate text-bad text-sm">{run.error.message}</span>}
      </TableCell>
      <TableCell>
        <time dateTime={at.toISOString()} title={at.toLocaleString()} className="whitespace-nowrap text-dim">
          {formatRelativeTime(at, now)}
        </time>
      </TableCell>
      <TableCell isNumeric className="whitespace-nowrap">
        {run.durationMs === null || run.durationMs === undefined ? "" : formatDuration(run.durationMs)}
      </TableCell>
      <TableCell isNumeric>{run.usage.modelCalls === 0 ? "" : formatCount(run.usage.modelCalls)}</TableCell>
      <TableCell isNumeric>{tokens === 0 ? "" : formatCount(tokens)}</TableCell>
    </TableRow>
  );
}
