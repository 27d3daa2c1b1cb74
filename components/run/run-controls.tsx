"use client";

import { Play } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { TopBarRoom } from "@/components/layout/top-bar-room";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { HeldAt } from "./held-at";
import { heldNodes } from "./held-nodes";
import { HoldControls } from "./hold-controls";
import { RunChips } from "./run-chips";
import { useRunView } from "./run-context";
import { isGoingOn } from "./run-facts";
import { RunIssues } from "./run-issues";
import { RunMenu } from "./run-menu";
import { useRunStarter } from "./run-starter";
import { useStopRun } from "./use-stop-run";

/** The right end of the top bar: what the run reached, how fast its model writes, Stop and Run. */
export function RunControls() {
  const starting = useRunStarter();
  const { stop, isStopping } = useStopRun();
  const isRunning = useRunView(isGoingOn);
  const isHeld = useRunView((view) => heldNodes(view).length > 0);
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
      run: () => starting.begin(),
    },
  ]);

  return (
    <>
      <TopBarRoom>
        <RunChips />
      </TopBarRoom>
      <HeldAt />
      {/* Four buttons fit into a narrow bar without their keys, which the commands list too. */}
      <div className={cn("flex items-center gap-2", isHeld && "max-xl:[&_kbd]:hidden")}>
        <HoldControls />
        {isRunning && (
          <Button kbd="escape" isLoading={isStopping} onClick={stop}>
            Stop
          </Button>
        )}
        <RunIssues starting={starting}>
          <Button variant="primary" kbd="mod+enter" isLoading={starting.isStarting} onClick={() => starting.begin()}>
            Run
          </Button>
        </RunIssues>
        <RunMenu />
      </div>
    </>
  );
}
