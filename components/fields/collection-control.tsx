"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { emptyCollection } from "@/components/memory/collection-form";
import { collectionPath } from "@/components/memory/memory-paths";
import { SaveCollection } from "@/components/memory/save-collection";
import { cn } from "@/components/ui/cn";
import { controlBox } from "@/components/ui/control";
import { formatPlural } from "@/components/ui/format";
import { Popover } from "@/components/ui/popover";
import { CollectionSearch } from "./collection-search";
import type { ControlProps } from "./field-props";
import { textOf } from "./text-controls";

/** A collection by id or slug, or a new one; one that is not there (any more) stays visible as it is written. */
export function CollectionControl({ value, onChange, control, isReadOnly }: ControlProps<"collection">) {
  const [isOpen, setIsOpen] = useState(false);
  const [newName, setNewName] = useState<string>();
  const current = textOf(value);
  const { chosen, isMissing } = useChosenCollection(current);
  return (
    <div className="grid grid-cols-1 gap-1">
      <Popover
        label="Collections"
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
        <CollectionSearch
          current={chosen?.id}
          onChoose={(slug) => {
            setIsOpen(false);
            onChange(slug);
          }}
          onCreate={(name) => {
            setIsOpen(false);
            setNewName(name);
          }}
        />
      </Popover>
      {isMissing && <p className="text-running text-sm">There is no such collection. Choose another one.</p>}
      {chosen && (
        <p className="truncate text-sm">
          <Link href={collectionPath(chosen.id)} className="text-accent underline underline-offset-2">
            Open {chosen.name}
          </Link>
          <span className="text-faint">, {formatPlural(chosen.chunks, "passage")}</span>
        </p>
      )}
      {newName !== undefined && (
        <SaveCollection
          subject={{ initial: { ...emptyCollection, name: newName } }}
          onClose={() => setNewName(undefined)}
          onCreated={({ slug }) => onChange(slug)}
        />
      )}
    </div>
  );
}

/** Asked for by itself: the one that is chosen need not be among those that are listed. */
function useChosenCollection(current: string) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.collections.get.queryOptions(current === "" ? skipToken : { id: current }, { staleTime: 10_000 }),
  );
  return { chosen: query.data, isMissing: query.isError && appErrorOf(query.error).code === "NOT_FOUND" };
}
