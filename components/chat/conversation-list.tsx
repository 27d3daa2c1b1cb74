"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ConversationRow } from "./conversation-row";

/** All conversations, the newest first, with a search over what was said in them. */
export function ConversationList({ chosenId }: { chosenId: string | undefined }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery(
    trpc.conversations.list.infiniteQueryOptions(
      { limit: 50, ...(wanted === "" ? {} : { search: wanted }) },
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <nav aria-label="Conversations" data-region className="flex w-68 shrink-0 flex-col border-r bg-panel 2xl:w-80">
      <div className="grid gap-2 border-b p-3">
        <Button asChild>
          <Link href="/chat">
            <Plus aria-hidden />
            New conversation
          </Link>
        </Button>
        <SearchInput
          aria-label="Search conversations"
          placeholder="Search what was said"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending && <SkeletonRows count={6} label="Loading conversations" className="p-3" />}
        {items?.length === 0 && (
          <p className="px-4 py-6 text-center text-dim text-sm">
            {wanted === "" ? "No conversations yet." : "No conversation has all of these words."}
          </p>
        )}
        <ul>
          {items?.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              isChosen={conversation.id === chosenId}
            />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className="grid justify-items-center p-3">
            <Button variant="ghost" isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show older ones
            </Button>
          </div>
        )}
      </div>
    </nav>
  );
}
