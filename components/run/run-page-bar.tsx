"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PanelBottom, PanelRight, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { TopBarRoom } from "@/components/layout/top-bar-room";
import type { StudioPanels } from "@/components/studio/use-studio-panels";
import { Button } from "@/components/ui/button";
import { useConfirm } from "@/components/ui/confirm";
import { formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Status } from "@/components/ui/status";
import { toast } from "@/components/ui/toast";
import { DeadLetterAction } from "./dead-letter-action";
import { RunChips } from "./run-chips";
import { useRunView } from "./run-context";
import { isGoingOn } from "./run-facts";
import { useNow } from "./use-now";
import { useStopRun } from "./use-stop-run";

/** Behind the title: how the run stands, and when it began. */
export function RunPageState() {
  const status = useRunView((view) => view.run?.status);
  const at = useRunView((view) => view.run?.startedAt ?? view.run?.queuedAt);
  const now = useNow(10_000);
  if (status === undefined) return null;
  return (
    <span className="flex shrink-0 items-center gap-2.5 whitespace-nowrap text-sm">
      <Status status={status} />
      {at !== undefined && (
        <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()} className="text-dim">
          {formatRelativeTime(new Date(at), now)}
        </time>
      )}
    </span>
  );
}

/** At the right end: what the run reached, the panels, and Delete; Stop while it goes on. */
export function RunPageActions({ runId, panels }: { runId: string; panels: StudioPanels }) {
  const isRunning = useRunView(isGoingOn);
  const { stop, isStopping } = useStopRun();
  const remove = useRemoveRun(runId);
  return (
    <>
      <TopBarRoom>
        <RunChips />
      </TopBarRoom>
      <DeadLetterAction runId={runId} />
      <span className="flex items-center">
        <IconButton
          label="Trace"
          icon={<PanelBottom />}
          isPressed={panels.isOpen.trace}
          onClick={() => panels.toggle("trace")}
          tooltipSide="bottom"
        />
        <IconButton
          label="Inspector"
          icon={<PanelRight />}
          isPressed={panels.isOpen.inspector}
          onClick={() => panels.toggle("inspector")}
          tooltipSide="bottom"
        />
        {!isRunning && <IconButton label="Delete the run" icon={<Trash2 />} onClick={remove} tooltipSide="bottom" />}
      </span>
      {isRunning && (
        <Button kbd="escape" isLoading={isStopping} onClick={stop}>
          Stop
        </Button>
      )}
    </>
  );
}

function useRemoveRun(runId: string): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const confirm = useConfirm();
  const remove = useMutation(
    trpc.runs.remove.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: trpc.runs.list.queryKey() });
        void queries.invalidateQueries({ queryKey: trpc.runs.countDeadLetters.queryKey() });
        router.push("/runs");
      },
      onError: (error: unknown) => toast.failed(appErrorOf(error).message),
    }),
  );
  return () => {
    void confirm({
      title: "Delete this run?",
      description: "Its events, its input and its output are gone then. The workflow stays.",
      confirmLabel: "Delete",
      tone: "danger",
    }).then((isConfirmed) => isConfirmed && remove.mutate({ id: runId }));
  };
}
