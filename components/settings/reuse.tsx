"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { useNow } from "@/components/run/use-now";
import { Button } from "@/components/ui/button";
import { useConfirm } from "@/components/ui/confirm";
import { ErrorNote } from "@/components/ui/error-note";
import { formatBytes, formatCount, formatPlural, formatRelativeTime } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { SettingRow, SettingRows } from "./setting-row";

type Statistics = ApiOutputs["runs"]["reuse"];

/** Results of nodes that stand in for equal runs: how many there are, how far they may grow, and forgetting them. */
export function Reuse() {
  const trpc = useTRPC();
  const query = useQuery(trpc.runs.reuse.queryOptions());
  if (query.isPending) return <SkeletonRows count={3} label="Loading what is kept" />;
  if (query.isError) return <ErrorNote title={appErrorOf(query.error).message} />;
  return <Kept statistics={query.data} />;
}

function Kept({ statistics }: { statistics: Statistics }) {
  const { results, characters, uses, days, megabytes } = statistics;
  const { clear, isClearing } = useClear();
  return (
    <SettingRows>
      <SettingRow label="Kept results" description={<Oldest statistics={statistics} />}>
        <span className="flex items-center gap-3 tabular-nums">
          {results === 0 ? "None" : `${formatCount(results)} · ${formatBytes(characters)}`}
          <Button size="sm" disabled={results === 0} isLoading={isClearing} onClick={() => void clear(results)}>
            Clear
          </Button>
        </span>
      </SettingRow>
      <SettingRow label="Used" description="How often one of them stood in for a run of a node.">
        <span className="tabular-nums">{formatPlural(uses, "time")}</span>
      </SettingRow>
      <SettingRow
        label="Bounds"
        description={
          <>
            Set with <code className="font-mono text-xs">HEDDLE_REUSE_DAYS</code> and{" "}
            <code className="font-mono text-xs">HEDDLE_REUSE_MB</code>.
          </>
        }
      >
        <span className="tabular-nums">
          {formatPlural(days, "day")} without use · {formatBytes(megabytes * 1_000_000)}
        </span>
      </SettingRow>
    </SettingRows>
  );
}

function Oldest({ statistics: { oldest } }: { statistics: Statistics }) {
  const now = useNow(60_000);
  if (oldest === null) return "What costs something and always gives the same is kept, and not run again.";
  return `The oldest was made ${formatRelativeTime(new Date(oldest), now)}.`;
}

function useClear() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const mutation = useMutation(
    trpc.runs.clearReuse.mutationOptions({
      onSuccess: (statistics) => {
        queries.setQueryData(trpc.runs.reuse.queryKey(), statistics);
        toast.done("The kept results were cleared.");
      },
      onError: (error) => {
        const { message, hint } = appErrorOf(error);
        toast.failed(message, { description: hint });
      },
    }),
  );

  async function clear(results: number) {
    const isConfirmed = await confirm({
      title: "Clear the kept results?",
      description: `${formatPlural(results, "result")} will be forgotten, and every node runs again. Past runs keep what they gave.`,
      confirmLabel: "Clear",
      tone: "danger",
    });
    if (isConfirmed) mutation.mutate();
  }

  return { clear, isClearing: mutation.isPending };
}
