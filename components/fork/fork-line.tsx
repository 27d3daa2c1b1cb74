"use client";

import { useQuery } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { compareHref } from "@/components/compare/compare-href";
import { runName } from "@/components/run/run-name";
import { useNow } from "@/components/run/use-now";
import { formatRelativeTime } from "@/components/ui/format";
import { StatusIcon } from "@/components/ui/status";
import { pathWords } from "@/nodes/core/item-path";

type ForkedFrom = NonNullable<ApiOutputs["runs"]["events"]["forkedFrom"]>;

export interface ForkLineProps {
  runId: string;
  forkedFrom: ForkedFrom | undefined;
  title: (nodeId: string) => string;
}

/** Under the bar of a run's page: which run it began in, and which ones began in it. */
export function ForkLine({ runId, forkedFrom, title }: ForkLineProps) {
  const trpc = useTRPC();
  const forks = useQuery(trpc.runs.list.queryOptions({ forkedFrom: runId, limit: mostForks + 1 }));
  const items = forks.data?.items ?? [];
  if (forkedFrom === undefined && items.length === 0) return null;
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b bg-panel px-3 py-1 text-sm">
      {forkedFrom !== undefined && <Source runId={runId} forkedFrom={forkedFrom} title={title} />}
      {items.length > 0 && <Forks runId={runId} forks={items} title={title} />}
    </div>
  );
}

/** Of many forks the newest stand here; the others are among the runs. */
const mostForks = 3;

const link = "rounded-sm text-ink underline decoration-line-strong underline-offset-3 hover:decoration-current";

function Source({
  runId,
  forkedFrom: { runId: source, nodeId, path, hasOutput },
  title,
}: ForkLineProps & { forkedFrom: ForkedFrom }) {
  const trpc = useTRPC();
  const run = useQuery(trpc.runs.summary.queryOptions({ id: source }, { retry: false }));
  const at = run.data && new Date(run.data.startedAt ?? run.data.queuedAt);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-dim">
      <GitFork className="size-3.5 shrink-0" aria-hidden />
      <span>
        Forked from{" "}
        {run.isError ? (
          "a run that was deleted"
        ) : (
          <Link href={`/runs/${source}`} className={link}>
            {at === undefined ? "another run" : `the ${runName(at)}`}
          </Link>
        )}{" "}
        at <span className="text-ink">{placeWords(title(nodeId), path)}</span>
        {hasOutput && ", with an output given by hand"}
      </span>
      {!run.isError && (
        <Link href={compareHref(source, runId)} className={link}>
          Compare
        </Link>
      )}
    </p>
  );
}

function Forks({
  runId,
  forks,
  title,
}: Pick<ForkLineProps, "runId" | "title"> & { forks: ApiOutputs["runs"]["list"]["items"] }) {
  const now = useNow(10_000);
  return (
    <ul aria-label="Forks of this run" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dim">
      {forks.slice(0, mostForks).map((fork) => (
        <li key={fork.id} className="flex items-center gap-2">
          <StatusIcon status={fork.status} />
          <Link href={`/runs/${fork.id}`} className={link}>
            Fork at {placeWords(title(fork.forkedFrom?.nodeId ?? ""), fork.forkedFrom?.path)},{" "}
            {formatRelativeTime(new Date(fork.queuedAt), now)}
          </Link>
          <Link href={compareHref(runId, fork.id)} className={link}>
            Compare
          </Link>
        </li>
      ))}
      {forks.length > mostForks && <li>and more</li>}
    </ul>
  );
}

function placeWords(title: string, path = ""): string {
  return path === "" ? title : `${title} (${pathWords(path)})`;
}
