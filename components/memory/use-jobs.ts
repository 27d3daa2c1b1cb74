"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { isUnderWay } from "./job-progress";
import type { JobView } from "./memory-types";

const liveMs = 500;
const restMs = 5_000;

/** The work on a collection; when it begins or is over, what it changes is read again. */
export function useJobs(collectionId: string): readonly JobView[] {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(
    trpc.collections.jobs.queryOptions(
      { id: collectionId },
      { refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? liveMs : restMs) },
    ),
  );
  const jobs: readonly JobView[] = data?.items ?? none;
  const isBusy = jobs.some(isUnderWay);
  const wasBusy = useRef(isBusy);
  useEffect(() => {
    if (wasBusy.current === isBusy) return;
    wasBusy.current = isBusy;
    void queries.invalidateQueries(trpc.documents.pathFilter());
    void queries.invalidateQueries(trpc.collections.get.pathFilter());
  }, [isBusy, queries, trpc]);
  return jobs;
}

const none: readonly JobView[] = [];
