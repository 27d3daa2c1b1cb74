"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { fetchValue } from "@/components/run/fetch-value";
import { referenceOf } from "@/components/run/value-view";

export type Details = Readonly<Record<string, unknown>>;

export interface FetchedDetails {
  /** Undefined until all of it is there. */
  readonly details: Details | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What a question shows, with what was too large for it: a person decides about the whole value, and may change it. */
export function useWholeDetails(given: Details): FetchedDetails {
  const names = useMemo(() => Object.keys(given).filter((name) => referenceOf(given[name]) !== undefined), [given]);
  const results = useQueries({
    queries: names.map((name) => {
      const id = String(referenceOf(given[name]));
      return {
        queryKey: ["value", id],
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchValue(id, signal),
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
    combine: (all) => ({
      values: all.every(({ isSuccess }) => isSuccess) ? all.map(({ data }) => data?.value) : undefined,
      error: all.find(({ isError }) => isError)?.error ?? null,
      retry: () => {
        for (const one of all) if (one.isError) void one.refetch();
      },
    }),
  });
  const { values, error, retry } = results;
  const details = useMemo(
    () => values && { ...given, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) },
    [given, names, values],
  );
  return { details: names.length === 0 ? given : details, error, retry };
}
