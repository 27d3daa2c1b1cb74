"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { RunSummary } from "@/components/api/types";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { formatCount, formatDuration, formatRelativeTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { SendAgain } from "./send-again";
import { tokensInAndOut } from "./token-words";
import { useNow } from "./use-now";
import { waitingWords } from "./waiting-words";

export interface RunsTableProps {
  runs: readonly RunSummary[];
  /** Ids of the runs that are ticked, to be compared. */
  picked: readonly string[];
  onPick: (runId: string) => void;
}

/** Runs as lines, each leading to its page. */
export function RunsTable({ runs, picked, onPick }: RunsTableProps) {
  const now = useNow(5_000);
  const hasDeadLetters = runs.some((run) => run.deadLetter !== undefined);
  return (
    <div className="overflow-hidden rounded-lg border bg-panel">
      <Table aria-label="Runs">
        <TableHead>
          <tr>
            <TableHeader className="w-9">
              <span className="sr-only">To be compared</span>
            </TableHeader>
            <TableHeader className="w-32">Status</TableHeader>
            <TableHeader>Workflow</TableHeader>
            <TableHeader>Started</TableHeader>
            <TableHeader isNumeric>Duration</TableHeader>
            <TableHeader isNumeric>Model calls</TableHeader>
            <TableHeader isNumeric>Tokens</TableHeader>
            {hasDeadLetters && (
              <TableHeader>
                <span className="sr-only">What can be done</span>
              </TableHeader>
            )}
          </tr>
        </TableHead>
        <tbody>
          {runs.map((run) => (
            <Line
              key={run.id}
              run={run}
              now={now}
              hasActions={hasDeadLetters}
              isPicked={picked.includes(run.id)}
              onPick={() => onPick(run.id)}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface LineProps {
  run: RunSummary;
  now: Date;
  hasActions: boolean;
  isPicked: boolean;
  onPick: () => void;
}

function Line({ run, now, hasActions, isPicked, onPick }: LineProps) {
  const at = new Date(run.startedAt ?? run.queuedAt);
  const tokens = run.usage.inputTokens + run.usage.outputTokens;
  return (
    <TableRow isInteractive isSelected={isPicked}>
      <TableCell className="pr-0">
        <Checkbox
          aria-label={`Compare the run of ${run.workflowName}, ${formatRelativeTime(at, now)}`}
          isChecked={isPicked}
          onChange={onPick}
          className="relative z-1"
        />
      </TableCell>
      <TableCell>
        <Status status={run.status} />
      </TableCell>
      <TableCell className="w-2/5 max-w-0 py-1.5">
        <span className="flex min-w-0 items-center gap-2">
          {/* The whole line leads to the run: the link covers it. */}
          <Link href={`/runs/${run.id}`} className="truncate after:absolute after:inset-0">
            {run.workflowName}
          </Link>
          {run.deadLetter && <DeadLetterBadge isSent={run.deadLetter.sentAgainAs !== null} />}
        </span>
        <Why run={run} />
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
      <TableCell isNumeric>
        <span title={tokensInAndOut(run.usage)}>{tokens === 0 ? "" : formatCount(tokens)}</span>
      </TableCell>
      {hasActions && <TableCell className="text-right">{run.deadLetter && <Actions run={run} />}</TableCell>}
    </TableRow>
  );
}

function DeadLetterBadge({ isSent }: { isSent: boolean }) {
  return isSent ? <Badge>Sent again</Badge> : <Badge tone="bad">Dead letter</Badge>;
}

/** Why it failed, or what it waits for. The reason of a dead letter is there whole: it is what one decides by. */
function Why({ run: { error, waitsFor, deadLetter } }: { run: RunSummary }) {
  const waits = waitingWords(waitsFor);
  if (waits !== "") return <span className="block truncate text-sm text-waiting">{waits}</span>;
  if (error === undefined) return null;
  return (
    <span className={cn("block text-bad text-sm", deadLetter === undefined ? "truncate" : "text-pretty")}>
      {error.message}
    </span>
  );
}

function Actions({ run: { id, deadLetter } }: { run: RunSummary }) {
  const router = useRouter();
  const sent = (runId: string) =>
    toast.done("The run goes on where it was.", {
      action: { label: "Open it", onClick: () => router.push(`/runs/${runId}`) },
    });
  return (
    <span className="relative inline-block py-1">
      <SendAgain runId={id} sentAgainAs={deadLetter?.sentAgainAs ?? null} onSent={sent} />
    </span>
  );
}
