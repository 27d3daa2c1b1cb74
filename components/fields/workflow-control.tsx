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
import type { ControlProps } from "./field-props";
import { textOf } from "./text-controls";
import { WorkflowSearch } from "./workflow-search";

/** A workflow of the workspace by id or slug; one that is not there (any more) stays visible as it is written. */
export function WorkflowControl({ value, onChange, control, isReadOnly }: ControlProps<"workflow">) {
  const [isOpen, setIsOpen] = useState(false);
  const current = textOf(value);
  const { chosen, isMissing } = useChosenWorkflow(current);
  return (
    <div className="grid grid-cols-1 gap-1">
      <Popover
        label="Workflows"
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
              {current === "" ? "Choose…" : (chosen?.name ?? current)}
            </span>
            <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
          </button>
        }
      >
        <WorkflowSearch
          current={chosen?.id}
          onChoose={(id) => {
            setIsOpen(false);
            onChange(id);
          }}
        />
      </Popover>
      {isMissing && <p className="text-running text-sm">No workflow has this id. Choose another one.</p>}
      {chosen && (
        <p className="text-sm">
          <Link href={`/workflows/${chosen.id}`} className="text-accent underline underline-offset-2">
            Open {chosen.name}
          </Link>
        </p>
      )}
    </div>
  );
}

/** Asked for by itself: the one that is chosen need not be among those that a search shows. */
function useChosenWorkflow(current: string) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.workflows.get.queryOptions(current === "" ? skipToken : { id: current }, { staleTime: 10_000 }),
  );
  return { chosen: query.data, isMissing: query.isError && appErrorOf(query.error).code === "NOT_FOUND" };
}
