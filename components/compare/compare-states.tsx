"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { appErrorOf } from "@/components/api/app-error-of";
import { TopBar } from "@/components/layout/top-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type SideName, sideNames } from "./side";
import type { RunRecord } from "./use-run-record";

export const compareCrumbs = [{ label: "Runs", href: "/runs" }];

/** The address names no two runs. */
export function NothingToCompare() {
  return (
    <div className="flex h-full flex-col">
      <TopBar crumbs={compareCrumbs} title="Compare" />
      <EmptyState
        icon={<GitCompareArrows />}
        title="Which runs?"
        actions={
          <Button asChild variant="primary">
            <Link href="/runs">Choose two runs</Link>
          </Button>
        }
      >
        Tick two lines on the page Runs, or press Compare on the page of a run.
      </EmptyState>
    </div>
  );
}

type Loading = Readonly<Record<SideName, Pick<UseQueryResult<RunRecord>, "isError" | "error" | "refetch">>>;

/** While the runs come, and where one of them does not. */
export function CompareLoading({ ids, queries }: { ids: Readonly<Record<SideName, string>>; queries: Loading }) {
  const failed = sideNames.filter((side) => queries[side].isError);
  return (
    <div className="flex h-full flex-col">
      <TopBar crumbs={compareCrumbs} title="Compare" />
      <div className="mx-auto grid w-full max-w-140 gap-3 p-6">
        {failed.length === 0 && <SkeletonRows count={8} label="Loading the runs" />}
        {failed.map((side) => (
          <Failure
            key={side}
            name={side.toUpperCase()}
            id={ids[side]}
            error={queries[side].error}
            onRetry={() => void queries[side].refetch()}
          />
        ))}
        {failed.length > 0 && (
          <p className="flex gap-2">
            <Button asChild>
              <Link href="/runs">Choose other runs</Link>
            </Button>
            {failed.length === 1 && (
              <Button asChild>
                <Link href={`/runs/${failed[0] === "a" ? ids.b : ids.a}`}>Open the other run</Link>
              </Button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function Failure({ name, id, error, onRetry }: { name: string; id: string; error: unknown; onRetry: () => void }) {
  const { message, hint, code } = appErrorOf(error);
  if (code === "NOT_FOUND")
    return (
      <ErrorNote
        title={`Run ${name} is not there any more.`}
        cause="It was deleted, or there never was one with this id."
        code={id}
      />
    );
  return (
    <ErrorNote
      title={message}
      hint={hint}
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
