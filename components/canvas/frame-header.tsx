"use client";

import { NodeIcon } from "@/components/palette/node-icon";
import { progressOf, tallyWords } from "@/components/run/tally-words";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { FixButton } from "./fix-button";
import { ItemStepper } from "./item-stepper";
import { nodeFacts } from "./node-facts";
import { NodeIssueMarker } from "./node-issue-marker";
import { NodeTitle } from "./node-title";
import { PinnedMark } from "./pinned-mark";
import { StaleMark } from "./stale-mark";

/** The strip that a container is known, moved and selected by. */
export function FrameHeader({ resolved, run }: { resolved: ResolvedNode; run: NodeRun | undefined }) {
  const { node, definition, config } = resolved;
  const typeTitle = definition?.title ?? node.type;
  const summary =
    definition === undefined ? `Unknown type “${node.type}”` : config === undefined ? "" : definition.summary(config);
  return (
    <header className="@container pointer-events-auto rounded-t-[9px] border-b bg-raised">
      <div className="flex h-10.5 items-center gap-2 pr-4 pl-2.5">
        <NodeIcon definition={definition} />
        <span className="flex min-w-0 max-w-3/5 shrink-0 items-center">
          <NodeTitle nodeId={node.id} title={node.name ?? typeTitle} typeTitle={typeTitle} />
        </span>
        {run?.status === "failed" && run.error !== undefined ? (
          <Failure run={run} error={run.error} />
        ) : (
          <span className="min-w-0 flex-1 truncate text-dim text-sm" title={summary}>
            {/* While a run is shown, how far it is takes the room of a narrow frame. */}
            <span className={cn(run !== undefined && "hidden @2xl:inline")}>{summary}</span>
          </span>
        )}
        {node.pinned !== undefined && <PinnedMark />}
        {run && run.status !== "pending" && <RunFacts run={run} definition={definition} />}
        <NodeIssueMarker nodeId={node.id} />
      </div>
    </header>
  );
}

function RunFacts({ run, definition }: { run: NodeRun; definition: ResolvedNode["definition"] }) {
  // Whether one of many of its items says something: what a `try` does, it does once.
  const counts = definition?.catches !== true;
  const { status, word, facts } = nodeFacts(run);
  const { progress, failed } = tallyWords(counts ? progressOf(run, definition) : undefined);
  return (
    <span className="flex shrink-0 items-center gap-2.5 text-dim text-sm" data-numeric>
      {counts && <ItemStepper run={run} />}
      {failed !== "" && <span className="text-bad">{failed}</span>}
      {progress === "" ? facts.slice(0, 1).map((fact) => <span key={fact}>{fact}</span>) : <span>{progress}</span>}
      <Status status={status} label={word} />
      <StaleMark run={run} />
    </span>
  );
}

function Failure({ run, error }: { run: NodeRun; error: NonNullable<NodeRun["error"]> }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2 text-sm">
      <span className="min-w-0 flex-1 truncate text-ink" title={error.message}>
        {error.message}
      </span>
      <FixButton run={run} error={error} />
    </span>
  );
}

/** What can be read from afar: the icon and the name, large. */
export function LightFrameHeader({ resolved: { node, definition } }: { resolved: ResolvedNode }) {
  return (
    <header className="pointer-events-auto flex h-10.75 items-center gap-3 overflow-hidden rounded-t-[9px] border-b bg-raised px-3">
      <NodeIcon definition={definition} size="lg" />
      <b className="truncate font-semibold text-2xl">{node.name ?? definition?.title ?? node.type}</b>
    </header>
  );
}
