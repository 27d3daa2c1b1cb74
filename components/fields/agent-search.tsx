"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

/** The agents of the workspace: type, arrow keys, Enter. `onChoose` gets `undefined` for none. */
export function AgentSearch({ current, onChoose }: { current?: string; onChoose: (id: string | undefined) => void }) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, isPending } = useQuery(
    useTRPC().agents.list.queryOptions(
      { limit: 50, ...(wanted === "" ? {} : { search: wanted }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const shown = data?.items.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase())) ?? [];
  const row = "flex h-7 items-center gap-2 rounded-md px-2 aria-selected:bg-hover";
  return (
    <Command label="Agents" loop shouldFilter={false}>
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Search agents"
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-4 text-dim">
          {isPending ? "Loading…" : "No agent has such a name."}
        </Command.Empty>
        {shown.map(({ id, name }) => (
          <Command.Item key={id} value={id} onSelect={() => onChoose(id)} className={row}>
            <span className="truncate">{name}</span>
            {id === current && <Check className="ml-auto size-3.5 shrink-0 text-accent" aria-label="Chosen" />}
          </Command.Item>
        ))}
        {current !== undefined && search === "" && (
          <Command.Item value="none" onSelect={() => onChoose(undefined)} className={`${row} text-dim`}>
            None
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}
