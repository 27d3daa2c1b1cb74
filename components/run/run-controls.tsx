"use client";

import { Play } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { GrantsDialog } from "./grants-dialog";
import { InputDialog } from "./input-dialog";
import { RunChips } from "./run-chips";
import { useRunView } from "./run-context";
import { isLive } from "./run-facts";
import { RunIssues } from "./run-issues";
import { type StartRun, useStartRun } from "./use-start-run";
import { useStopRun } from "./use-stop-run";

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
      <InputDialog
        fields={fields}
        last={last}
        error={error}
        isStarting={isStarting}
        onSubmit={start}
        onClose={dismiss}
      />
    );
  }
  if (phase.type === "grants") {
    return <GrantsDialog isStarting={isStarting} onGranted={() => start(phase.input)} onClose={dismiss} />;
  }
  return null;
}
