"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { ApiClient } from "@/components/api/api-client";
import { useTRPCClient } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { useLiveConnection } from "@/components/run/use-live-connection";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";

export interface RunRecord extends Omit<ApiOutputs["runs"]["events"], "truncated" | "events"> {
  readonly runId: string;
  readonly events: readonly TraceEvent[];
  /** It has more events than are compared. */
  readonly isCut: boolean;
}

/** A run of a hundred thousand events is looked at in its beginning. */
const mostEvents = 100_000;
/** How often a run that goes on is compared anew. */
const renewMs = 700;

/** A run with all its events; one that goes on is followed. */
export function useRunRecord(runId: string): UseQueryResult<RunRecord> {
  const client = useTRPCClient();
  const query = useQuery({
    queryKey: ["compared run", runId],
    queryFn: ({ signal }) => loadRecord(client, runId, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const more = useMoreEvents(runId, query.data);
  const data = useMemo(
    () =>
      query.data === undefined || more.length === 0
        ? query.data
        : { ...query.data, events: [...query.data.events, ...more] },
    [query.data, more],
  );
  return { ...query, data } as UseQueryResult<RunRecord>;
}

async function loadRecord(client: ApiClient, runId: string, signal: AbortSignal): Promise<RunRecord> {
  const events: TraceEvent[] = [];
  for (;;) {
    const { truncated, ...record } = await client.runs.events.query(
      { id: runId, after: events.at(-1)?.seq ?? 0 },
      { signal },
    );
    events.push(...record.events);
    const isCut = truncated && events.length >= mostEvents;
    if (!truncated || isCut) return { ...record, runId, events, isCut };
  }
}

const none: readonly TraceEvent[] = [];

/** What happened since it was loaded. */
function useMoreEvents(runId: string, record: RunRecord | undefined): readonly TraceEvent[] {
  const live = useLiveConnection();
  const [more, setMore] = useState(none);
  useEffect(() => {
    setMore(none);
    const last = record?.events.at(-1);
    if (record === undefined || record.isCut || (last !== undefined && lastEventTypes.has(last.type))) return;
    const come: TraceEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = live.followRun(runId, last?.seq ?? 0, (events) => {
      come.push(...events);
      timer ??= setTimeout(() => {
        timer = undefined;
        setMore([...come]);
      }, renewMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [live, runId, record]);
  return more;
}
