"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy, Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, memo, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { matchesKeys } from "@/components/ui/keys";
import { ContextMenu, Menu, type MenuEntries } from "@/components/ui/menu";
import { usePlatform } from "@/components/ui/platform";
import { Status } from "@/components/ui/status";
import { rowLink, TableCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { MiniGraph } from "./mini-graph";
import { NodeTypeIcons } from "./node-type-icons";
import { RenameField } from "./rename-field";
import { focusRow } from "./row-keys";
import { workflowPath } from "./use-workflow-actions";
import type { WorkflowSummary } from "./workflow-summary";

export interface RowActions {
  readonly duplicate: (workflow: WorkflowSummary) => void;
  readonly download: (workflow: WorkflowSummary) => void;
  readonly remove: (workflow: WorkflowSummary) => void;
}

export interface WorkflowRowProps {
  workflow: WorkflowSummary;
  now: Date;
  /** Stable, so that a row draws again only when its workflow does. */
  actions: RowActions;
}

/** One workflow of the list. Its whole row opens it; its menu is also under the right mouse button. */
export const WorkflowRow = memo(function WorkflowRow({ workflow, now, actions }: WorkflowRowProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  const platform = usePlatform();
  const rename = useRename();
  const name = rename.isPending ? rename.variables.name : workflow.name;

  const entries: MenuEntries = [
    { label: "Rename", icon: <Pencil />, kbd: "f2", movesFocus: true, onSelect: () => setIsRenaming(true) },
    { label: "Duplicate", icon: <Copy />, kbd: "mod+d", onSelect: () => actions.duplicate(workflow) },
    { label: "Export", icon: <Download />, kbd: "mod+e", onSelect: () => actions.download(workflow) },
    { type: "separator" },
    { label: "Delete", icon: <Trash2 />, kbd: "delete", tone: "danger", onSelect: () => actions.remove(workflow) },
  ];

  function onKeyDown(event: KeyboardEvent) {
    const pressed = (keys: string) => matchesKeys(keys, event.nativeEvent, platform);
    if (pressed("f2")) setIsRenaming(true);
    else if (pressed("mod+d")) actions.duplicate(workflow);
    else if (pressed("mod+e")) actions.download(workflow);
    else if (pressed("delete") || pressed("mod+backspace")) {
      const row = event.currentTarget.closest("tr");
      const neighbor = row?.nextElementSibling ?? row?.previousElementSibling;
      neighbor?.querySelector<HTMLElement>("a[data-row]")?.focus();
      actions.remove(workflow);
    } else return;
    event.preventDefault();
  }

  return (
    <ContextMenu entries={entries}>
      <TableRow isInteractive className="group">
        <TableCell className="w-24 py-1.5 pr-0">
          <MiniGraph sketch={workflow.sketch} width={84} height={40} />
        </TableCell>
        <TableCell className="w-full max-w-0">
          {isRenaming ? (
            <RenameField
              name={workflow.name}
              onRename={(wanted) => rename.mutate({ id: workflow.id, name: wanted })}
              onClose={() => {
                setIsRenaming(false);
                requestAnimationFrame(() => focusRow(workflow.id));
              }}
            />
          ) : (
            <span className="flex items-center gap-2">
              <Link
                href={workflowPath(workflow.id)}
                data-row={workflow.id}
                prefetch={false}
                onKeyDown={onKeyDown}
                className={cn("block truncate font-medium", rowLink, name.trim() === "" && "text-faint")}
              >
                {name.trim() === "" ? "Untitled workflow" : name}
              </Link>
              {workflow.published !== null && <PublishedMark {...workflow.published} />}
            </span>
          )}
          {workflow.description !== "" && (
            <span className="block truncate text-dim text-sm">{firstLine(workflow.description)}</span>
          )}
        </TableCell>
        <TableCell>
          <span className="flex items-center gap-2.5">
            <NodeTypeIcons types={workflow.nodeTypes} most={5} />
          </span>
        </TableCell>
        <TableCell isNumeric>{workflow.nodeCount}</TableCell>
        <TableCell className="whitespace-nowrap">
          {workflow.lastRun ? (
            <span className="flex items-center gap-2">
              <Link
                href={`/runs/${workflow.lastRun.id}`}
                prefetch={false}
                className="relative rounded-sm hover:underline"
              >
                <Status status={workflow.lastRun.status} />
              </Link>
              <Moment at={workflow.lastRun.at} now={now} />
            </span>
          ) : (
            <span className="text-faint">never</span>
          )}
        </TableCell>
        <TableCell className="whitespace-nowrap">
          <Moment at={workflow.updatedAt} now={now} />
        </TableCell>
        <TableCell className="w-10 pl-0">
          <Menu entries={entries}>
            <IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis />} className="relative" />
          </Menu>
        </TableCell>
      </TableRow>
    </ContextMenu>
  );
});

function PublishedMark({ version, isCurrent }: { version: number; isCurrent: boolean }) {
  return (
    <Badge tone={isCurrent ? "ok" : "neutral"}>
      {isCurrent ? "published" : `version ${version} published, changed since`}
    </Badge>
  );
}

function Moment({ at, now }: { at: string; now: Date }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()} className="text-dim">
      {formatRelativeTime(date, now)}
    </time>
  );
}

function useRename() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.workflows.rename.mutationOptions({
      onError: (thrown) => toast.failed(`The workflow was not renamed. ${appErrorOf(thrown).message}`),
      // Awaited, so that the old name does not flash before the list has the new one.
      onSettled: () => queryClient.invalidateQueries(trpc.workflows.pathFilter()),
    }),
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
