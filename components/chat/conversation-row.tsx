"use client";

import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { ApiOutputs } from "@/components/api/types";
import { formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { RenameConversation } from "./rename-conversation";
import { useConversationActions } from "./use-conversation-actions";

export type ListedConversation = ApiOutputs["conversations"]["list"]["items"][number];

/** A conversation in the list: what it is about, with whom, and when it was gone on with last. */
export function ConversationRow({ conversation, isChosen }: { conversation: ListedConversation; isChosen: boolean }) {
  const { id, title, updatedAt, isAnswering, agentName, workflowName } = conversation;
  const [isRenaming, setIsRenaming] = useState(false);
  const actions = useConversationActions(conversation, isChosen);
  const at = new Date(updatedAt);
  if (isRenaming)
    return (
      <li className="border-b px-3 py-2.5">
        <RenameConversation
          title={title}
          onClose={() => setIsRenaming(false)}
          onRename={(next) => actions.rename(next)}
        />
      </li>
    );
  return (
    <li className="group/row relative border-b has-[[aria-current=true]]:bg-hover hover:bg-hover">
      <Link
        href={`/chat/${id}`}
        aria-current={isChosen ? "true" : undefined}
        className="grid gap-0.5 px-3 py-2.5 focus-visible:-outline-offset-2"
      >
        <span className="truncate pr-6 font-medium">{title}</span>
        <span className="flex items-baseline gap-2 text-dim text-sm">
          <span className="min-w-0 truncate">{agentName ?? workflowName ?? "Nobody any more"}</span>
          <time
            dateTime={updatedAt}
            title={at.toLocaleString()}
            suppressHydrationWarning
            className="ml-auto whitespace-nowrap text-faint"
          >
            {isAnswering ? "answering" : formatRelativeTime(at, new Date())}
          </time>
        </span>
      </Link>
      <span className="absolute top-1.5 right-1.5 opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 has-[[data-state=open]]:opacity-100">
        <Menu
          entries={[
            { label: "Rename", movesFocus: true, onSelect: () => setIsRenaming(true) },
            { label: "Export as Markdown", onSelect: () => void actions.exportAs("markdown") },
            { label: "Export as JSON", onSelect: () => void actions.exportAs("json") },
            { type: "separator" },
            { label: "Delete", tone: "danger", movesFocus: true, onSelect: () => void actions.remove() },
          ]}
        >
          <IconButton size="sm" label={`More for ${title}`} icon={<MoreHorizontal />} />
        </Menu>
      </span>
    </li>
  );
}
