"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

const most = 50;

/** The workflows of the workspace: type, arrow keys, Enter. The server searches, since there may be many. */
export function WorkflowSearch({ current, onChoose }: { current?: string; onChoose: (id: string) => void }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const [active, setActive] = useState(current ?? "");
  const { data, isPending, isPlaceholderData } = useQuery(
    trpc.workflows.list.queryOptions(
      { limit: most, ...(wanted === "" ? {} : { search: wanted }) },
      { placeholderData: keepPreviousData },
    ),
  );
  // Until the server has answered, what is shown is narrowed here: Enter never takes what was typed past.
  const shown = (data?.items ?? []).filter(({ name }) => !isPlaceholderData || isNamed(name, wanted));
  const isActiveShown = shown.some(({ id }) => id === active);
  return (
    <Command
      label="Workflows"
      loop
      shouldFilter={false}
      value={isActiveShown ? active : (shown[0]?.id ?? "")}
      onValueChange={setActive}
    >
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Search workflows"
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-4 text-dim">
          {isPending ? "Loading…" : "No workflow has such a name."}
        </Command.Empty>
        {shown.map(({ id, name }) => (
          <Command.Item
            key={id}
            value={id}
            onSelect={() => onChoose(id)}
            className="flex h-7 items-center gap-2 rounded-md px-2 aria-selected:bg-hover"
          >
            <span className="truncate">{name}</span>
            {id === current && <Check className="ml-auto size-3.5 shrink-0 text-accent" aria-label="Chosen" />}
          </Command.Item>
        ))}
        {data?.nextCursor && <p className="px-2 py-1.5 text-faint text-sm">Type to find others.</p>}
      </Command.List>
    </Command>
  );
}

function isNamed(name: string, search: string): boolean {
  return name.toLowerCase().includes(search.toLowerCase());
}
