"use client";

import { useMutation } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { GrantsDialog } from "./grants-dialog";
import { InputDialog } from "./input-dialog";
import { RunChips } from "./run-chips";
import { useRunView } from "./run-context";
import { isLive } from "./run-facts";
import { RunIssues } from "./run-issues";
import { type StartRun, useStartRun } from "./use-start-run";

/** The right end of the top bar: what the run reached, how fast its model writes, Stop and Run. */
export function RunControls() {
  const starting = useStartRun();
  const { stop, isStopping } = useStopRun();
  const isRunning = useRunView((view) => isLive(view.run?.status));
  const isReady = !starting.isStarting && starting.phase.type !== "input" && starting.phase.type !== "grants";

  useCommands([
    {
      id: "workflow.run",
      label: "Run",
      group: "Workflow",
      icon: <Play />,
      keys: "mod+enter",
      worksWhileTyping: true,
      isDisabled: !isReady,
      run: starting.begin,
    },
    {
      id: "workflow.stop",
      label: "Stop the run",
      group: "Workflow",
      icon: <Square />,
      keys: "escape",
      isDisabled: !isRunning,
      run: stop,
    },
  ]);

  return (
    <>
      <RunChips />
      {isRunning && (
        <Button kbd="escape" isLoading={isStopping} onClick={stop}>
          Stop
        </Button>
      )}
      <RunIssues starting={starting}>
        <Button variant="primary" kbd="mod+enter" isLoading={starting.isStarting} onClick={starting.begin}>
          Run
        </Button>
      </RunIssues>
      <StartDialogs starting={starting} />
    </>
  );
}

function StartDialogs({ starting: { phase, isStarting, start, dismiss } }: { starting: StartRun }) {
  if (phase.type === "input") {
    const { fields, last, error } = phase;
    return (
      <InputDialog fields={fields} last={last} error={error} isStarting={isStarting} onSubmit={start} onClose={dismiss} />
    );
  }
  if (phase.type === "grants") {
    return <GrantsDialog isStarting={isStarting} onGranted={() => start(phase.input)} onClose={dismiss} />;
  }
  return null;
}

/** Asks the server to cancel; the run's own events say when it stopped. */
function useStopRun() {
  const trpc = useTRPC();
  const runId = useRunView((view) => view.runId);
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onError: (error: unknown) => toast.failed(appErrorOf(error).message, { id: "stop" }),
    }),
  );
  return {
    stop: () => {
      if (runId !== null && !cancel.isPending) cancel.mutate({ id: runId });
    },
    isStopping: cancel.isPending,
  };
}
