"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/api/trpc-provider";
import { useRunView } from "./run-context";
import { SendAgain } from "./send-again";

/** On the page of a run that crashed too often: Send again, or the way to the run that goes on in its place. */
export function DeadLetterAction({ runId }: { runId: string }) {
  const isDeadLetter = useRunView((view) => view.run?.isDeadLetter === true);
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useQuery(trpc.runs.get.queryOptions({ id: runId }, { enabled: isDeadLetter }));
  if (data?.deadLetter === undefined) return null;
  const { sentAgainAs } = data.deadLetter;
  return (
    <SendAgain runId={runId} sentAgainAs={sentAgainAs} size="md" onSent={(next) => router.push(`/runs/${next}`)} />
  );
}
