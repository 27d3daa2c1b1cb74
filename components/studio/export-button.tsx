"use client";

import { Download } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { useCommands } from "@/components/layout/commands";
import { downloadText } from "@/components/ui/download-text";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { isAppError } from "@/nodes/core/app-error";

/** Saves the open workflow as a file, with the edits that are still on their way. */
export function ExportButton() {
  const store = useWorkflowStore();
  const client = useTRPCClient();

  async function save(): Promise<void> {
    await store.actions.flush();
    const { fileName, text } = await client.workflows.export.query({ id: store.getState().workflowId });
    downloadText(fileName, text);
  }

  function run(): void {
    save().catch((thrown: unknown) => {
      const { message, hint } = isAppError(thrown)
        ? { message: thrown.userMessage, hint: thrown.hint }
        : appErrorOf(thrown);
      toast.failed(`The workflow was not exported. ${message}`, { description: hint, id: "export" });
    });
  }

  const icon = <Download />;
  useCommands([
    { id: "workflow.export", label: "Export as a file", group: "Workflow", icon, keys: "mod+shift+e", run },
  ]);
  return <IconButton label="Export as a file" kbd="mod+shift+e" icon={icon} onClick={run} tooltipSide="bottom" />;
}
