"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Bot, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useCommands } from "@/components/layout/commands";
import { PageFrame } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { SearchInput } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { AgentCard } from "./agent-card";
import { agentPath } from "./agent-types";
import { NewAgentMenu } from "./new-agent-menu";
import { useAgentActions } from "./use-agent-actions";

/** The agents of the workspace: find one, open it, make a new one. */
export function AgentsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const agents = useInfiniteQuery(
    trpc.agents.list.infiniteQueryOptions(
      { limit: 60, ...(wanted === "" ? {} : { search: wanted }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const { create, duplicate, remove } = useAgentActions();
  const shown = agents.data?.pages.flatMap(({ items }) => items);
  const add = (template: string | undefined) => create.mutate(template === undefined ? {} : { template });
  useCommands([
    {
      id: "agents.new",
      label: "New agent",
      group: "Agents",
      icon: <Plus />,
      keywords: ["create", "assistant"],
      run: () => add(undefined),
    },
  ]);
  const newMenu = <NewAgentMenu onCreate={add} isLoading={create.isPending} />;

  return (
    <PageFrame title="Agents" actions={newMenu}>
      <div className="mb-4 w-72 max-w-full">
        <SearchInput
          aria-label="Search agents"
          placeholder="Search agents"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {agents.isPending && <SkeletonRows count={4} label="Loading agents" />}
      {agents.isError && (
        <ErrorNote
          title={appErrorOf(agents.error).message}
          hint={appErrorOf(agents.error).hint}
          action={<Button onClick={() => void agents.refetch()}>Try again</Button>}
        />
      )}
      {shown?.length === 0 &&
        (wanted === "" ? (
          <EmptyState icon={<Bot />} title="No agent yet">
            An agent is a model with instructions, tools and memory, to be used in many workflows. Make one with “New
            agent”, empty or from a template.
          </EmptyState>
        ) : (
          <EmptyState icon={<Bot />} title="No agent has these words">
            Try others, or clear the search.
          </EmptyState>
        ))}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
        {shown?.map((agent) => (
          <AgentCard
            key={agent.id}
            agent={agent}
            onOpen={() => router.push(agentPath(agent.id))}
            onDuplicate={() => duplicate.mutate({ id: agent.id })}
            onRemove={() => void remove(agent)}
          />
        ))}
      </div>
      {agents.hasNextPage && (
        <Button className="mt-4" isLoading={agents.isFetchingNextPage} onClick={() => void agents.fetchNextPage()}>
          Show more
        </Button>
      )}
    </PageFrame>
  );
}
