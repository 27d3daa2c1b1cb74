"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { LiveTrigger } from "./trigger-types";

/** Triggers fire in runs that nobody follows here, so the list is asked again. */
const everyMs = 4_000;

export function useTriggers() {
  const trpc = useTRPC();
  return useQuery(trpc.triggers.list.queryOptions(undefined, { refetchInterval: everyMs }));
}

const idOf = ({ workflowId, nodeId }: LiveTrigger) => ({ workflowId, nodeId });

/** What can be done with one trigger of the list. */
export function useTriggerActions() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const renew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.triggers.list.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.workflows.publication.pathKey() }),
    ]);
  const pause = useMutation(
    trpc.triggers.pause.mutationOptions({
      onError: (error) => toast.failed(appErrorOf(error).message, { id: "trigger" }),
      onSettled: renew,
    }),
  );
  const run = useMutation(
    trpc.triggers.run.mutationOptions({
      onSuccess: ({ runId }) =>
        toast.done("A run was started", {
          id: "trigger",
          action: { label: "Show it", onClick: () => router.push(`/runs/${runId}`) },
        }),
      onError: (error) => toast.failed(`No run was started. ${appErrorOf(error).message}`, { id: "trigger" }),
      onSettled: renew,
    }),
  );
  const { mutate: mutatePause } = pause;
  const { mutate: mutateRun } = run;
  const actions = useMemo(
    () => ({
      setPaused: (trigger: LiveTrigger, isPaused: boolean) => mutatePause({ ...idOf(trigger), isPaused }),
      run: (trigger: LiveTrigger) => mutateRun(idOf(trigger)),
    }),
    [mutatePause, mutateRun],
  );
  return {
    /** The same in every render, so that a row draws again only when its trigger does. */
    actions,
    /** What it is being set to, until the list says it. */
    pausing: pause.isPending ? pause.variables : undefined,
    running: run.isPending ? run.variables : undefined,
    renew,
  };
}
