"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useNow } from "@/components/run/use-now";
import { formatRelativeTime } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { clockInZone, formatInZone } from "./zoned-time";

export interface NextTimesProps {
  cron: string;
  timezone: string;
  /** At most five. */
  count?: number;
}

/** When a schedule fires next, by the server that will fire it; what is being typed is asked for when it rests. */
export function NextTimes({ cron, timezone, count = 5 }: NextTimesProps) {
  const trpc = useTRPC();
  const now = useNow(5_000);
  const asked = useRested(`${cron}\n${timezone}`, 200);
  const [askedCron = "", askedZone = ""] = asked.split("\n");
  const query = useQuery(
    trpc.triggers.times.queryOptions(
      { cron: askedCron, timezone: askedZone },
      { placeholderData: keepPreviousData, retry: false, refetchInterval: 30_000 },
    ),
  );
  if (query.isPending) return <Skeleton className="h-4 w-48" />;
  if (query.isError) return <p className="text-bad text-sm">{appErrorOf(query.error).message}</p>;
  return (
    <ol aria-label="Next times" className="grid gap-0.5 text-sm">
      {query.data.times.slice(0, count).map((time) => (
        <li key={time} className="flex justify-between gap-3 whitespace-nowrap">
          <time dateTime={time} className="tabular-nums" title={formatInZone(new Date(time), askedZone)}>
            {clockInZone(new Date(time), askedZone)}
          </time>
          <span className="text-faint">{formatRelativeTime(new Date(time), now)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The value when it has not changed for so long; the first one at once. */
function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}
