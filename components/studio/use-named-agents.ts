"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { type AgentsByName, namedAgents } from "@/nodes/core/agents-in-document";
import type { SavedAgent } from "@/nodes/core/saved-agent";

const everyMs = 30_000;

/** The saved agents that the open workflow uses, and those that these may call; undefined until they are known. */
export function useNamedAgents(): AgentsByName | undefined {
  const names = useWorkflow((state) => namedAgents(state.document.nodes).sort().join("\n"));
  const { data } = useQuery(
    useTRPC().agents.reached.queryOptions(
      { names: names.split("\n") },
      { enabled: names !== "", staleTime: 2_000, refetchInterval: everyMs },
    ),
  );
  return useMemo(
    () => (data === undefined ? undefined : new Map(Object.entries(data as Record<string, SavedAgent>))),
    [data],
  );
}
