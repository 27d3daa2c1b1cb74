"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { cn } from "@/components/ui/cn";
import { controlBox } from "@/components/ui/control";
import { Popover } from "@/components/ui/popover";
import { firstLine } from "@/nodes/core/cut-text";
import { AgentSearch } from "./agent-search";
import type { ControlProps } from "./field-props";
import { textOf } from "./text-controls";

/** A saved agent by id or slug, with what comes from it; one that is not there (any more) stays visible as it is written. */
export function AgentControl({ value, onChange, control, isReadOnly }: ControlProps<"agent">) {
  const [isOpen, setIsOpen] = useState(false);
  const current = textOf(value);
  const query = useQuery(
    useTRPC().agents.get.queryOptions(current === "" ? skipToken : { id: current }, { staleTime: 5_000, retry: false }),
  );
  const chosen = current === "" ? undefined : query.data;
  const isMissing = query.isError && appErrorOf(query.error).code === "NOT_FOUND";
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <Popover
        label="Agents"
        align="start"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        className="w-(--radix-popover-trigger-width) min-w-64 overflow-hidden p-0"
        trigger={
          <button
            {...control}
            type="button"
            disabled={isReadOnly}
            className={cn(controlBox, "flex h-7 items-center justify-between gap-2 px-2 text-left")}
          >
            <span className={cn("truncate", current === "" && "text-faint", isMissing && "font-mono text-sm")}>
              {current === "" ? "None" : (chosen?.name ?? current)}
            </span>
            <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
          </button>
        }
      >
        <AgentSearch
          current={chosen?.id}
          onChoose={(id) => {
            setIsOpen(false);
            onChange(id);
          }}
        />
      </Popover>
      {isMissing && <p className="text-running text-sm">No agent has this id. Choose another one.</p>}
      {chosen && (
        <div className="grid gap-1 rounded-md border bg-canvas px-2 py-1.5 text-dim text-sm">
          <p className="line-clamp-2">{chosen.description || firstLine(chosen.settings.instructions)}</p>
          <p>
            <span className="font-mono text-xs">{chosen.model}</span>
            {chosen.settings.tools.length > 0 && ` · tools: ${chosen.settings.tools.length}`}
            {chosen.settings.memory && ` · memory: ${chosen.settings.memory.kind}`}
          </p>
          <Link href={`/agents/${chosen.id}`} className="w-fit text-accent underline underline-offset-2">
            Edit agent
          </Link>
        </div>
      )}
    </div>
  );
}
