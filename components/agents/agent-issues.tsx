"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { ErrorNote } from "@/components/ui/error-note";
import type { AgentDraft } from "@/nodes/core/saved-agent";

/** What keeps the agent from running here, and what its model cannot do, before it is tried. */
export function AgentIssues({ id, draft }: { id: string; draft: AgentDraft }) {
  const { model, capabilities, status, settings } = useDeferredValue(draft);
  // Names and texts change nothing of it, and would ask anew at each key.
  const { tools, outputSchema, sampling } = settings;
  const asked = { name: "the agent", model, capabilities, status, settings: { tools, outputSchema, sampling } };
  const { data: issues = [] } = useQuery(
    useTRPC().agents.issues.queryOptions({ id, agent: asked }, { placeholderData: keepPreviousData, staleTime: 5_000 }),
  );
  if (issues.length === 0) return null;
  return (
    <div className="mb-4 grid gap-2">
      {issues.map(({ message, severity }) => (
        <ErrorNote key={message} title={message} severity={severity} />
      ))}
    </div>
  );
}
