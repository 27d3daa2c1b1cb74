"use client";

import { Copy, Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { firstLine } from "@/nodes/core/cut-text";
import { neededCapabilities } from "@/nodes/core/saved-agent";
import { AgentStatusBadge } from "./agent-status-badge";
import { type Agent, agentPath } from "./agent-types";

export interface AgentCardProps {
  agent: Agent;
  onOpen: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** One agent of the list: who it is, its model, what it wants of it, and whether it runs. */
export function AgentCard({ agent, onOpen, onDuplicate, onRemove }: AgentCardProps) {
  const { id, name, description, model, settings, status } = agent;
  return (
    <article
      aria-label={name}
      className="relative flex min-h-32 flex-col rounded-lg border bg-panel p-3 transition-colors focus-within:border-line-strong hover:border-line-strong"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          <Link href={agentPath(id)} className="after:absolute after:inset-0 after:rounded-lg">
            {name}
          </Link>
        </h2>
        <AgentStatusBadge status={status} />
        <span className="relative -mt-1 -mr-1">
          <Menu
            entries={[
              { label: "Edit", icon: <Pencil />, onSelect: onOpen },
              { label: "Duplicate", icon: <Copy />, onSelect: onDuplicate },
              { type: "separator" },
              { label: "Delete", icon: <Trash2 />, tone: "danger", onSelect: onRemove },
            ]}
          >
            <IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis />} />
          </Menu>
        </span>
      </div>
      <p className="mt-1 line-clamp-2 text-pretty text-dim">
        {description || firstLine(settings.instructions) || "It has no instructions yet."}
      </p>
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-3">
        <span className="truncate font-mono text-faint text-sm">{model}</span>
        {neededCapabilities(agent).map((word) => (
          <Badge key={word}>{word}</Badge>
        ))}
      </div>
    </article>
  );
}
