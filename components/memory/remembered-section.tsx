"use client";

import { Brain } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { LoadMore } from "@/components/workflows/load-more";
import { EditRemembered } from "./edit-remembered";
import type { RememberedText } from "./memory-types";
import { QueryError } from "./query-error";
import { type RememberedFilter, RememberedFilters } from "./remembered-filters";
import { RememberedList } from "./remembered-list";
import { useCollections } from "./use-collections";
import { useDocumentActions } from "./use-document-actions";
import { useForget } from "./use-forget";
import { useRemembered } from "./use-remembered";

const everything: RememberedFilter = { text: "", isPinned: false };

/** What agents and workflows remembered, in all collections: see it, change it, keep it, forget it. */
export function RememberedSection() {
  const [filter, setFilter] = useState(everything);
  const [editing, setEditing] = useState<RememberedText>();
  const wanted = useDeferredValue(filter);
  const { query, items } = useRemembered(wanted);
  const collections = useCollections().data?.pages.flatMap((page) => page.items) ?? [];
  const { pin } = useDocumentActions();
  const forget = useForget();
  const isFiltered = filter.text.trim() !== "" || filter.isPinned || filter.collection !== undefined;
  if (query.isPending) return <SkeletonRows count={6} label="Loading what was remembered" />;
  if (items === undefined) return <QueryError error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0 && !isFiltered)
    return (
      <EmptyState icon={<Brain />} title="Nothing remembered yet">
        Connect a memory node to an agent, or put a Remember node into a workflow. What they keep stands here, with the
        run that it is from, and you can change it or have it forgotten.
      </EmptyState>
    );
  return (
    <>
      <RememberedFilters filter={filter} collections={collections} onChange={setFilter} />
      {items.length === 0 ? (
        <EmptyState
          isCompact
          title="Nothing found"
          actions={<Button onClick={() => setFilter(everything)}>Show all</Button>}
        >
          Nothing that was remembered fits.
        </EmptyState>
      ) : (
        <RememberedList items={items} onEdit={setEditing} onPin={pin} onForget={forget} />
      )}
      {query.hasNextPage && (
        <LoadMore
          key={query.data?.pages.length}
          onLoad={() => void query.fetchNextPage()}
          isLoading={query.isFetchingNextPage}
        />
      )}
      {editing && <EditRemembered item={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
