"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

const most = 100;
const newOne = "+new";

export interface CollectionSearchProps {
  /** Id of the one that is chosen. */
  current?: string;
  /** Called with the slug: it says in the document what is meant, and is found on another machine too. */
  onChoose: (slug: string) => void;
  /** Called with what was typed, which may be empty. */
  onCreate: (name: string) => void;
}

/** The collections of the workspace and a new one: type, arrow keys, Enter. */
export function CollectionSearch({ current, onChoose, onCreate }: CollectionSearchProps) {
  const [search, setSearch] = useState("");
  const { data, isPending } = useQuery(useTRPC().collections.list.queryOptions({ limit: most }));
  const wanted = search.trim().toLowerCase();
  const shown = (data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Command label="Collections" loop shouldFilter={false}>
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Search collections"
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 scroll-py-1 overflow-y-auto p-1">
        {isPending && <Command.Loading className="px-3 py-2 text-dim">Loading…</Command.Loading>}
        {shown.map(({ id, slug, name, description }) => (
          <Command.Item key={id} value={id} onSelect={() => onChoose(slug)} className={item} title={description}>
            <span className="truncate">{name}</span>
            {id === current && <Check className="ml-auto size-3.5 shrink-0 text-accent" aria-label="Chosen" />}
          </Command.Item>
        ))}
        <Command.Item value={newOne} onSelect={() => onCreate(search.trim())} className={item}>
          <Plus className="size-3.5 shrink-0 text-dim" aria-hidden />
          <span className="truncate">
            {search.trim() === "" ? "New collection…" : `New collection “${search.trim()}”…`}
          </span>
        </Command.Item>
      </Command.List>
    </Command>
  );
}

const item = "flex h-7 items-center gap-2 rounded-md px-2 aria-selected:bg-hover";
