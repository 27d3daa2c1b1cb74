"use client";

import { Import, LayoutGrid, Plus, Undo2, Workflow } from "lucide-react";
import { useCommands, useHotkey, useShortcuts } from "@/components/layout/commands";
import { formatPlural } from "@/components/ui/format";
import { focusRow } from "./row-keys";
import type { WorkflowSummary } from "./workflow-summary";

export interface ListCommands {
  readonly createNew: () => void;
  readonly chooseFiles: () => void;
  readonly showExamples: () => void;
  readonly undoDelete: () => void;
  readonly focusSearch: () => void;
  readonly open: (workflow: WorkflowSummary) => void;
}

const group = "Workflows";

/** What the keyboard and the command menu can do on the list. */
export function useListCommands(workflows: readonly WorkflowSummary[], commands: ListCommands): void {
  const { createNew, chooseFiles, showExamples, undoDelete, focusSearch, open } = commands;
  useCommands([
    {
      id: "workflows.new",
      label: "New workflow",
      group,
      icon: <Plus />,
      keys: "n",
      keywords: ["create", "add"],
      run: createNew,
    },
    {
      id: "workflows.import",
      label: "Import workflows",
      group,
      icon: <Import />,
      keys: "i",
      keywords: ["file"],
      run: chooseFiles,
    },
    {
      id: "workflows.examples",
      label: "Examples",
      group,
      icon: <LayoutGrid />,
      keywords: ["gallery"],
      run: showExamples,
    },
    { id: "workflows.undo", label: "Undo delete", group, icon: <Undo2 />, keys: "mod+z", run: undoDelete },
    { id: "workflows.search", label: "Search", group, keys: "/", listed: "keys", run: focusSearch },
    ...workflows.map((workflow) => ({
      id: `workflows.open:${workflow.id}`,
      label: workflow.name,
      group: "Open a workflow",
      icon: <Workflow />,
      detail: formatPlural(workflow.nodeCount, "node"),
      listed: "menu" as const,
      run: () => open(workflow),
    })),
  ]);
  useHotkey("arrowdown", () => focusRow());
  useShortcuts([
    { group: "In the list", label: "Move", keys: "arrowdown" },
    { group: "In the list", label: "Open", keys: "enter" },
    { group: "In the list", label: "Rename", keys: "f2" },
    { group: "In the list", label: "Duplicate", keys: "mod+d" },
    { group: "In the list", label: "Export", keys: "mod+e" },
    { group: "In the list", label: "Delete", keys: "delete" },
    { group: "In the list", label: "Import what is in the clipboard", keys: "mod+v" },
  ]);
}
