"use client";

import { GitFork } from "lucide-react";
import { useState } from "react";
import { useCommands } from "@/components/layout/commands";
import { useRunView, useWholeRunView } from "@/components/run/run-context";
import { nodeRunOf } from "@/components/run/run-store";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useSelectedNodeId } from "@/components/workflow-store/workflow-context";
import { foldEvents } from "@/nodes/core/run-state";
import { ForkDialog } from "./fork-dialog";

/** "Fork from here…": a new run that begins at the node that is selected, or at one to be chosen. */
export function ForkButton({ isIcon = false }: { isIcon?: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const isDisabled = useRunView((view) => view.run === null);
  const open = () => setIsOpen(true);
  useCommands([{ id: "run.fork", label: "Fork from here…", group: "Run", icon: <GitFork />, isDisabled, run: open }]);
  return (
    <>
      {isIcon ? (
        <IconButton size="sm" label="Fork from here…" icon={<GitFork />} disabled={isDisabled} onClick={open} />
      ) : (
        <Button icon={<GitFork />} disabled={isDisabled} onClick={open}>
          Fork from here…
        </Button>
      )}
      {isOpen && <OpenFork onClose={() => setIsOpen(false)} />}
    </>
  );
}

function OpenFork({ onClose }: { onClose: () => void }) {
  const view = useWholeRunView();
  const { runId, events } = view;
  const nodeId = useSelectedNodeId();
  // The scrubber may hold the view at an earlier moment.
  const [run] = useState(() => foldEvents(runId ?? "", events));
  const [shown] = useState(() => (nodeId === undefined ? undefined : nodeRunOf(view, nodeId)));
  if (runId === null) return null;
  return <ForkDialog runId={runId} run={run} nodeId={nodeId} shown={shown} onClose={onClose} />;
}
