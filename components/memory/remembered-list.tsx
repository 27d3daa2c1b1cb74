"use client";

import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import Link from "next/link";
import { useNow } from "@/components/run/use-now";
import { Badge } from "@/components/ui/badge";
import { Clamped } from "@/components/ui/clamped";
import { formatPlural, formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntries } from "@/components/ui/menu";
import { originOf } from "./document-origin";
import { collectionPath } from "./memory-paths";
import type { RememberedText } from "./memory-types";

export interface RememberedListProps {
  items: readonly RememberedText[];
  onEdit: (item: RememberedText) => void;
  onPin: (item: RememberedText) => void;
  onForget: (item: RememberedText) => void;
}

/** What agents and workflows remembered, the newest first. */
export function RememberedList({ items, ...actions }: RememberedListProps) {
  const now = useNow(10_000);
  return (
    <ul aria-label="Remembered" className="divide-y divide-line/60 rounded-lg border bg-panel">
      {items.map((item) => (
        <Remembered key={item.id} item={item} now={now} {...actions} />
      ))}
    </ul>
  );
}

interface RememberedProps extends Omit<RememberedListProps, "items"> {
  item: RememberedText;
  now: Date;
}

function Remembered({ item, now, onEdit, onPin, onForget }: RememberedProps) {
  const { text, isPinned, collection, importance } = item;
  const entries: MenuEntries = [
    { label: "Edit…", icon: <Pencil />, onSelect: () => onEdit(item) },
    { label: isPinned ? "Unpin" : "Pin", icon: isPinned ? <PinOff /> : <Pin />, onSelect: () => onPin(item) },
    { type: "separator" },
    { label: "Forget", icon: <Trash2 />, tone: "danger", onSelect: () => onForget(item) },
  ];
  return (
    <li className="flex items-start gap-3 px-4 py-3" data-remembered={item.id}>
      <div className="min-w-0 flex-1">
        <Clamped lines={3} what="the text">
          <p className="whitespace-pre-wrap break-words">{text}</p>
        </Clamped>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-dim text-sm">
          {isPinned && (
            <Badge>
              <Pin aria-hidden />
              pinned
            </Badge>
          )}
          <span>
            by <By item={item} />
          </span>
          <Dot />
          {item.runId !== null && (
            <>
              <Link href={`/runs/${item.runId}`} prefetch={false} className="rounded-sm underline underline-offset-2">
                its run
              </Link>
              <Dot />
            </>
          )}
          <span title={new Date(item.createdAt).toLocaleString("en-US")}>
            {formatRelativeTime(new Date(item.createdAt), now)}
          </span>
          <Dot />
          <span>{usesWords(item, now)}</span>
          {importance !== null && (
            <>
              <Dot />
              <span className="tabular-nums">importance {importance.toFixed(2)}</span>
            </>
          )}
          <Dot />
          <Link
            href={collectionPath(collection.id)}
            prefetch={false}
            className="max-w-60 truncate rounded-sm underline underline-offset-2"
          >
            {collection.name}
          </Link>
        </p>
      </div>
      <span className="flex shrink-0">
        <IconButton
          size="sm"
          label={isPinned ? "Unpin" : "Pin"}
          icon={isPinned ? <PinOff /> : <Pin />}
          onClick={() => onPin(item)}
        />
        <IconButton size="sm" label="Forget" icon={<Trash2 />} onClick={() => onForget(item)} />
        <Menu entries={entries}>
          <IconButton size="sm" label="More" icon={<Ellipsis />} />
        </Menu>
      </span>
    </li>
  );
}

/** The agent or the workflow, and the node in it. */
function By({ item: { agent, workflow, origin } }: { item: RememberedText }) {
  const { nodeId } = originOf(origin);
  const node = nodeId === undefined ? "" : `, ${nodeId}`;
  if (agent !== null)
    return (
      <Link href={`/agents/${agent.id}`} prefetch={false} className="rounded-sm underline underline-offset-2">
        {agent.name}
      </Link>
    );
  if (workflow !== null)
    return (
      <>
        <Link href={`/workflows/${workflow.id}`} prefetch={false} className="rounded-sm underline underline-offset-2">
          {workflow.name}
        </Link>
        {node}
      </>
    );
  return `a workflow that is deleted${node}`;
}

function usesWords({ uses, usedAt }: RememberedText, now: Date): string {
  if (uses === 0 || usedAt === null) return "not used yet";
  return `used ${formatPlural(uses, "time")}, last ${formatRelativeTime(new Date(usedAt), now)}`;
}

function Dot() {
  return (
    <span aria-hidden className="text-faint">
      ·
    </span>
  );
}
