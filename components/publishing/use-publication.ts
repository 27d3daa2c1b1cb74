"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { useWorkflow } from "@/components/workflow-store/workflow-context";

export type Publication = ApiOutputs["workflows"]["publication"];

/** Other people publish too, and triggers fire: what stands here is asked for again. */
const everyMs = 10_000;

/** What of the open workflow is published; undefined while it is not known. */
export function usePublication(): Publication | undefined {
  const trpc = useTRPC();
  const id = useWorkflow((state) => state.workflowId);
  return useQuery(trpc.workflows.publication.queryOptions({ id }, { refetchInterval: everyMs })).data;
}

export type PublicationState = "unknown" | "draft" | "current" | "changed";

/** How what is drawn stands to what is published. */
export function usePublicationState(): PublicationState {
  const publication = usePublication();
  const revision = useWorkflow((state) => state.revision);
  const isSaved = useWorkflow((state) => state.save.status === "saved");
  if (publication === undefined) return "unknown";
  const { published } = publication;
  if (published === null) return "draft";
  const isSame = isSaved && published.revision === revision && usedChanges(published).length === 0;
  return isSame ? "current" : "changed";
}

/** Workflows that it calls and agents that it uses which were changed since. */
function usedChanges(published: Publication["published"] | undefined) {
  return published ? [...published.changedCalls, ...published.changedAgents] : [];
}

export function stateSentence(state: PublicationState, published: Publication["published"] | undefined): string {
  const calls = usedChanges(published);
  if (state === "current") return `Version ${published?.version} is published, and nothing was changed since.`;
  if (state === "changed")
    return calls.length === 0
      ? `Version ${published?.version} is published; what was changed since is not.`
      : `Version ${published?.version} is published; ${calls.map(({ name }) => name).join(", ")}, which it uses, ${calls.length === 1 ? "was" : "were"} changed since.`;
  return "Nothing is published yet: it runs only when you press Run, or call it as an API.";
}
