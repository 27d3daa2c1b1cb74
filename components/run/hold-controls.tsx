"use client";

import { OctagonPause, Play, StepForward } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { heldNodes } from "./held-nodes";
import { useRunView } from "./run-context";
import { useRunStarter } from "./run-starter";
import { useResume } from "./use-resume";

/** While a run is held: at which node, and the ways on. Step begins one, too. */
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
      <HeldAt />
      <Button icon={<Play />} kbd="f8" isLoading={pending === "resume"} onClick={() => go("resume")}>
        Resume
      </Button>
      <Button icon={<StepForward />} kbd="f9" isLoading={pending === "step"} onClick={() => go("step")}>
        Step
      </Button>
    </>
  );
}

/** Leads to what is held. */
function HeldAt() {
  const nodeId = useRunView((view) => heldNodes(view)[0]?.nodeId);
  const count = useRunView((view) => heldNodes(view).length);
  const { showLastRun } = useWorkflowActions();
  const title = useWorkflow(({ resolved }) => {
    const one = nodeId === undefined ? undefined : resolved.get(nodeId);
    return one?.node.name ?? one?.definition?.title ?? nodeId;
  });
  if (nodeId === undefined) return null;
  return (
    <Tooltip content="Show what would go in">
      <button
        type="button"
        onClick={() => showLastRun(nodeId)}
        className="flex min-w-0 max-w-60 items-center gap-1.5 rounded-md px-1.5 text-sm text-waiting hover:bg-hover max-lg:hidden"
      >
        <OctagonPause className="size-3.5 shrink-0" aria-hidden />
        <span className="truncate">
          Held before {title}
          {count > 1 && ` and ${count - 1} more`}
        </span>
      </button>
    </Tooltip>
  );
}
