import { nodeRunStatus } from "@/components/run/node-run-status";
import { tokensInAndOut } from "@/components/run/token-words";
import { formatDuration, formatPlural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";
import { SideCell } from "./compare-grid";
import { modelOf, type SideName } from "./side";

/** How a node ended in one run, in one line: "Done · 1.9 s · 240 tokens in, 172 out · starter". */
export function NodeFactsCell({ side, run, absent }: { side: SideName; run: NodeRun | undefined; absent: string }) {
  if (run === undefined)
    return (
      <SideCell side={side} className="self-start py-2 text-faint text-sm/5">
        {absent}
      </SideCell>
    );
  return (
    <SideCell side={side} className="flex min-w-0 flex-wrap self-start items-center gap-x-2.5 py-2 text-sm/5">
      <Status status={nodeRunStatus(run)} />
      <span className="min-w-0 text-dim tabular-nums">{factsOf(run).join(" · ")}</span>
    </SideCell>
  );
}

function factsOf(run: NodeRun): string[] {
  const { durationMs, usage, attempt, status } = run;
  const tokens = usage === undefined ? "" : tokensInAndOut(usage);
  const model = modelOf(run);
  return [
    ...(durationMs === undefined || status === "skipped" || run.reusedFrom !== undefined
      ? []
      : [formatDuration(durationMs)]),
    ...(tokens === "" ? [] : [tokens]),
    ...(model === undefined ? [] : [model]),
    ...(attempt > 1 ? [formatPlural(attempt, "attempt")] : []),
    ...(run.items === undefined ? [] : [formatPlural(run.items.ended, "item")]),
  ];
}
