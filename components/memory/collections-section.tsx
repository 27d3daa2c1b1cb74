"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { useHotkey } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { SkeletonRows } from "@/components/ui/skeleton";
import { LoadMore } from "@/components/workflows/load-more";
import { CollectionTable } from "./collection-table";
import { EmptyMemory } from "./empty-memory";
import { FileTaker } from "./file-taker";
import type { CollectionSummary } from "./memory-types";
import { QueryError } from "./query-error";
import { useCollections } from "./use-collections";
import { useFirstFiles } from "./use-first-files";
import { useRemoveCollection } from "./use-remove-collection";

export interface CollectionsSectionProps {
  onCreate: () => void;
  onEdit: (collection: CollectionSummary) => void;
}

/** All collections; files that are dropped become a new one. */
export function CollectionsSection({ onCreate, onEdit }: CollectionsSectionProps) {
  const [search, setSearch] = useState("");
  const searchInput = useRef<HTMLInputElement>(null);
  const query = useCollections();
  const collections = query.data?.pages.flatMap(({ items }) => items);
  const uses = useQuery(useTRPC().memory.uses.queryOptions(undefined, { refetchInterval: 30_000 })).data;
  const remove = useRemoveCollection();
  const takeFiles = useFirstFiles();
  useHotkey("/", () => searchInput.current?.focus());
  if (query.isPending) return <SkeletonRows count={4} label="Loading collections" />;
  if (collections === undefined) return <QueryError error={query.error} onRetry={() => void query.refetch()} />;
  const wanted = search.trim().toLowerCase();
  const shown = collections.filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(wanted));
  return (
    <FileTaker into={undefined} onFiles={takeFiles}>
      {(chooseFiles) =>
        collections.length === 0 ? (
          <EmptyMemory onCreate={onCreate} onChooseFiles={chooseFiles} />
        ) : (
          <>
            <SearchInput
              ref={searchInput}
              aria-label="Search collections"
              placeholder="Search collections"
              className="mb-3 w-72"
              end={<Kbd keys="/" />}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setSearch("")}
            />
            {shown.length > 0 ? (
              <CollectionTable collections={shown} uses={uses} onEdit={onEdit} onRemove={(one) => void remove(one)} />
            ) : (
              <EmptyState
                isCompact
                title="Nothing found"
                actions={<Button onClick={() => setSearch("")}>Show all</Button>}
              >
                No name or description contains “{search.trim()}”.
              </EmptyState>
            )}
            {query.hasNextPage && (
              <LoadMore
                key={query.data?.pages.length}
                onLoad={() => void query.fetchNextPage()}
                isLoading={query.isFetchingNextPage}
              />
            )}
          </>
        )
      }
    </FileTaker>
  );
}
