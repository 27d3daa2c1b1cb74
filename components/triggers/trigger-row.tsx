"use client";

import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import { NodeIcon } from "@/components/palette/node-icon";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { formatRelativeTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Switch } from "@/components/ui/switch";
import { TableCell, TableRow } from "@/components/ui/table";
import { definitions } from "@/nodes/definitions";
import { firesWhen, type LiveTrigger, textIn, triggerSubject } from "./trigger-types";
import { webhookAddress } from "./webhook-call";
import { formatInZone } from "./zoned-time";

export interface TriggerRowProps {
  trigger: LiveTrigger;
  now: Date;
  origin: string;
  isPaused: boolean;
  isRunning: boolean;
  onPause: (trigger: LiveTrigger, isPaused: boolean) => void;
  onRun: (trigger: LiveTrigger) => void;
  onTest: (trigger: LiveTrigger) => void;
}

/** One trigger of the list. */
export const TriggerRow = memo(function TriggerRow(props: TriggerRowProps) {
  const { trigger, now, origin, isPaused, isRunning, onPause, onRun, onTest } = props;
  const { type, workflowName, config } = trigger;
  const definition = definitions.get(type);
  const subject = triggerSubject(type, config);
  return (
    <TableRow
      data-trigger={`${trigger.workflowId}.${trigger.nodeId}`}
      className={cn(narrowRow, isPaused && "text-dim")}
    >
      <TableCell className={cn("w-full max-w-0 py-2 @max-3xl:col-span-2 @max-3xl:max-w-none", narrowCell)}>
        <div className="flex items-start gap-2.5">
          <NodeIcon definition={definition} />
          <div className="min-w-0">
            <Link
              href={`/workflows/${trigger.workflowId}`}
              prefetch={false}
              className="block truncate font-medium hover:underline"
            >
              {workflowName.trim() === "" ? "Untitled workflow" : workflowName}
            </Link>
            <div className="flex min-w-0 items-center gap-1">
              <span className="sr-only">{definition?.title ?? type}</span>
              <span className="truncate font-mono text-dim text-sm" title={subject}>
                {subject}
              </span>
              {type === "webhook" && (
                <CopyButton className="-my-1" label="Copy the address" text={() => webhookAddress(origin, config)} />
              )}
            </div>
            <Problem trigger={trigger} />
          </div>
        </div>
      </TableCell>
      <TableCell className={cn("whitespace-nowrap @max-3xl:col-span-3", narrowCell, narrowText)}>
        <Label>Next</Label>
        <Next trigger={trigger} isPaused={isPaused} now={now} />
      </TableCell>
      <TableCell className={cn("whitespace-nowrap", narrowCell, narrowText)}>
        <Label>Last</Label>
        <Last trigger={trigger} now={now} />
      </TableCell>
      <TableCell className={cn("@max-3xl:col-start-3 @max-3xl:row-start-1", narrowCell)}>
        <Switch
          aria-label={`On: ${definition?.title ?? type} of ${workflowName}`}
          isOn={!isPaused}
          onChange={(isOn) => onPause(trigger, !isOn)}
        />
      </TableCell>
      <TableCell
        className={cn(
          "text-right @max-3xl:col-span-2 @max-3xl:col-start-2 @max-3xl:row-start-3 @max-3xl:self-end",
          narrowCell,
        )}
      >
        {type === "schedule" && (
          <Button size="sm" isLoading={isRunning} onClick={() => onRun(trigger)} aria-label={`Run ${workflowName} now`}>
            Run now
          </Button>
        )}
        {type === "webhook" && (
          <Button size="sm" onClick={() => onTest(trigger)} aria-label={`Send a test request to ${workflowName}`}>
            Test…
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
});

/** Name, next and last below each other; at their right the switch and what can be done. */
const narrowRow =
  "@max-3xl:grid @max-3xl:grid-cols-[minmax(0,1fr)_auto_1.75rem] @max-3xl:gap-x-3 @max-3xl:gap-y-1.5 @max-3xl:px-3 @max-3xl:py-2.5";
const narrowCell = "min-w-0 @max-3xl:h-auto @max-3xl:p-0";
/** Under the name, beside the icon. */
const narrowText = "@max-3xl:col-start-1 @max-3xl:flex @max-3xl:gap-2 @max-3xl:whitespace-normal @max-3xl:pl-7.5";

/** Stands for the head of the column where there is none to be seen. */
function Label({ children }: { children: ReactNode }) {
  return (
    <span className="hidden w-8 shrink-0 text-faint @max-3xl:block" aria-hidden>
      {children}
    </span>
  );
}

/** What keeps it from firing, or kept it from it the last time. */
function Problem({ trigger: { problem, lastError } }: { trigger: LiveTrigger }) {
  const text = problem ?? lastError;
  if (text === null) return null;
  return (
    <p className="mt-0.5 flex items-start gap-1.5 whitespace-normal text-pretty text-bad text-sm">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {problem === null ? `The last time no run was started: ${text}` : text}
    </p>
  );
}

function Next({ trigger, isPaused, now }: { trigger: LiveTrigger; isPaused: boolean; now: Date }) {
  if (isPaused) return <span className="text-faint">turned off</span>;
  if (trigger.problem !== null) return <span className="text-faint">not now</span>;
  if (trigger.nextAt === null) return <span className="text-faint">{firesWhen[trigger.type] ?? ""}</span>;
  const at = new Date(trigger.nextAt);
  return (
    <Moment at={at} below={formatInZone(at, textIn(trigger.config, "timezone"))}>
      {at.getTime() <= now.getTime() ? "now" : formatRelativeTime(at, now)}
    </Moment>
  );
}

function Last({ trigger: { lastAt, lastRunId, lastStatus, lastError }, now }: { trigger: LiveTrigger; now: Date }) {
  if (lastAt === null) return <span className="text-faint">never</span>;
  const at = new Date(lastAt);
  const result =
    lastError !== null ? (
      <span className="text-bad">Not started</span>
    ) : lastRunId !== null && lastStatus !== null ? (
      <Link href={`/runs/${lastRunId}`} prefetch={false} className="rounded-sm hover:underline">
        <Status status={lastStatus} />
      </Link>
    ) : (
      <span className="text-dim">Its run was removed</span>
    );
  return (
    <div>
      {result}
      <time dateTime={at.toISOString()} title={at.toLocaleString()} className="block text-dim text-sm">
        {formatRelativeTime(at, now)}
      </time>
    </div>
  );
}

function Moment({ at, below, children }: { at: Date; below: string; children: ReactNode }) {
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString()}>
      {children}
      <span className="block text-dim text-sm">{below}</span>
    </time>
  );
}
