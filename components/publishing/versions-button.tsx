"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { useCommands } from "@/components/layout/commands";
import { IconButton } from "@/components/ui/icon-button";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { VersionsDialog } from "./versions-dialog";

/** Leads to the versions of the open workflow. */
export function VersionsButton() {
  const [isOpen, setIsOpen] = useState(false);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const icon = <History />;
  const open = () => setIsOpen(true);
  useCommands([!isReadOnly && { id: "workflow.versions", label: "Versions…", group: "Workflow", icon, run: open }]);
  if (isReadOnly) return null;
  return (
    <>
      <IconButton label="Versions" icon={icon} onClick={open} tooltipSide="bottom" />
      {isOpen && <VersionsDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
