"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { Section } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Skeleton } from "@/components/ui/skeleton";
import { FoundServer, type FoundServerProps } from "./found-server";
import type { Probe } from "./model-types";

export interface DiscoveryProps extends Omit<FoundServerProps, "probe"> {
  query: Pick<UseQueryResult<Probe[], unknown>, "data" | "error" | "isFetching">;
  onLook: () => void;
}

/** The model servers of this machine: which addresses were tried, and what answered. */
export function Discovery({ query, onLook, ...server }: DiscoveryProps) {
  const { data, error, isFetching } = query;
  const hasLooked = data !== undefined || error !== null;
  const found = data?.filter(({ isFound }) => isFound) ?? [];
  return (
    <Section
      title="On this machine"
      description={
        data !== undefined && found.length === 0
          ? "No model server answered. Start one, then look again."
          : "LM Studio, Ollama and llama.cpp are looked for at their usual ports."
      }
      actions={
        <Button icon={<RefreshCw />} onClick={onLook} isLoading={isFetching}>
          {hasLooked ? "Look again" : "Look for servers"}
        </Button>
      }
    >
      {error !== null && <ErrorNote title={appErrorOf(error).message} hint={appErrorOf(error).hint} />}
      {(data !== undefined || isFetching) && (
        <div className="overflow-hidden rounded-lg border bg-panel">
          {data === undefined
            ? [0, 1, 2].map((row) => <LookingRow key={row} />)
            : [...found, ...data.filter(({ isFound }) => !isFound)].map((probe) => (
                <FoundServer key={probe.base_url} probe={probe} {...server} />
              ))}
        </div>
      )}
    </Section>
  );
}

function LookingRow() {
  return (
    <div className="flex h-12 items-center gap-3 border-b px-3 last:border-0">
      <Skeleton className="size-8" />
      <Skeleton className="h-3.5 w-60" />
    </div>
  );
}
