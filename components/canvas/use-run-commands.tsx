"use client";

import { ArrowRightToLine, OctagonPause, Pin, Play, Square } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { useSelectionHold } from "@/components/run/breakpoints-context";
import { useRunView } from "@/components/run/run-context";
import { nodeRunOf } from "@/components/run/run-store";
import { hasOutputToPin, usePin } from "@/components/run/use-pin";
import { useRunNode } from "@/components/run/use-run-node";
import { useSelectedNodeId } from "@/components/workflow-store/workflow-context";

const group = "Run";

/** What can be done about runs with the selected node: where one begins and ends, what stands in for one, where it holds. */
export function useRunCommands(): void {
  const nodeId = useSelectedNodeId();
  const runNode = useRunNode(nodeId);
  const pin = usePin(nodeId);
  const shownRun = useRunView((view) => (nodeId === undefined ? undefined : nodeRunOf(view, nodeId)));
  const hold = useSelectionHold();

  useCommands([
    runNode !== undefined && {
      id: "run.from",
      label: runNode.labels.from,
      group,
      icon: <Play />,
      keys: "mod+shift+enter",
      worksWhileTyping: true,
      isDisabled: runNode.isStarting,
      run: () => runNode.run("from"),
    },
    runNode !== undefined && {
      id: "run.to",
      label: runNode.labels.to,
      group,
      icon: <ArrowRightToLine />,
      isDisabled: runNode.isStarting,
      run: () => runNode.run("to"),
    },
    runNode !== undefined && {
      id: "run.alone",
      label: runNode.labels.alone,
      group,
      icon: <Square />,
      isDisabled: runNode.isStarting,
      run: () => runNode.run("alone"),
    },
    pin !== undefined && {
      id: "run.pin",
      label: pin.isPinned ? "Unpin the output" : "Pin this output",
      group,
      icon: <Pin />,
      keys: "p",
      isDisabled: !pin.isPinned && !hasOutputToPin(shownRun),
      run: () => {
        if (pin.isPinned) pin.unpin();
        else if (hasOutputToPin(shownRun)) pin.pinOutput(shownRun);
      },
    },
    hold !== undefined && {
      id: "run.breakpoint",
      label: hold.isOn ? "Remove the breakpoint" : "Hold before it runs",
      group,
      icon: <OctagonPause />,
      keywords: ["breakpoint", "pause", "debug", "stop"],
      keys: "b",
      run: hold.toggle,
    },
  ]);
}
