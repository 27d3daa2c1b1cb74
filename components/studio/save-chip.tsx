"use client";

import { Check, CloudOff, TriangleAlert } from "lucide-react";
import { Chip } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflow } from "@/components/workflow-store/workflow-context";

/** Whether the edits are stored, and what happens if not. */
export function SaveChip() {
  const save = useWorkflow((state) => state.save);
  switch (save.status) {
    case "saved":
      return (
        <Chip role="status">
          <Check /> Saved
        </Chip>
      );
    case "saving":
      return (
        <Chip role="status">
          <Spinner /> Saving
        </Chip>
      );
    case "offline":
      return (
        <Tooltip
          content={`${save.error.userMessage} Your edits are kept in this browser and are stored when it is back.`}
          side="bottom"
        >
          <Chip role="status" tabIndex={0} className="text-running">
            <CloudOff /> Not saved yet, will retry
          </Chip>
        </Tooltip>
      );
    case "refused":
      return (
        <Tooltip
          content={`${save.error.userMessage} Undo or change it: everything is stored with the next edit.`}
          side="bottom"
        >
          <Chip role="status" tabIndex={0} className="text-bad">
            <TriangleAlert /> Not saved
          </Chip>
        </Tooltip>
      );
  }
}
