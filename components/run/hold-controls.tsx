"use client";

import { Play, StepForward } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { useRunStarter } from "./run-starter";
import { useResume } from "./use-resume";

/** While a run is held: the ways on. Step begins one, too. */
export function HoldControls() {
  const { isHeld, pending, go } = useResume();
  const starting = useRunStarter();
  const group = "Workflow";
  useCommands([
    {
      id: "run.resume",
      label: "Resume the run",
      group,
      icon: <Play />,
      keys: "f8",
      worksWhileTyping: true,
      isDisabled: !isHeld,
      run: () => go("resume"),
    },
    {
      id: "run.step",
      label: isHeld ? "Step" : "Run step by step",
      group,
      icon: <StepForward />,
      keys: "f9",
      worksWhileTyping: true,
      isDisabled: !isHeld && starting.isStarting,
      run: () => (isHeld ? go("step") : starting.begin({ isStepping: true })),
    },
  ]);
  if (!isHeld) return null;
  return (
    <>
      <Button icon={<Play />} kbd="f8" isLoading={pending === "resume"} onClick={() => go("resume")}>
        Resume
      </Button>
      <Button icon={<StepForward />} kbd="f9" isLoading={pending === "step"} onClick={() => go("step")}>
        Step
      </Button>
    </>
  );
}
