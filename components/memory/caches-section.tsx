"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useNow } from "@/components/run/use-now";
import { useConfirm } from "@/components/ui/confirm";
import { formatPlural } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { CacheCard } from "./cache-card";
import { QueryError } from "./query-error";

type CacheName = "embeddings" | "results";

const cacheWords: Readonly<
  Record<CacheName, { readonly title: string; readonly description: string; readonly noun: string }>
> = {
  embeddings: {
    title: "Embedding cache",
    description: "A text that was embedded before with the same model is not embedded again.",
    noun: "vector",
  },
  results: {
    title: "Answer cache",
    description:
      "A node whose inputs and settings are the same as before, and that always gives the same, does not run again.",
    noun: "result",
  },
};

/** What the caches save, and emptying them. */
export function CachesSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const now = useNow(60_000);
  const query = useQuery(trpc.memory.caches.queryOptions(undefined, { refetchInterval: 5_000 }));
  const clearing = useMutation(
    trpc.memory.clearCache.mutationOptions({
      onSuccess: (_, { cache }) => toast.done(`The ${cacheWords[cache].title.toLowerCase()} was cleared`),
      onError: (error) => {
        const { message, hint } = appErrorOf(error);
        toast.failed(message, { description: hint });
      },
      onSettled: () => queries.invalidateQueries(trpc.memory.pathFilter()),
    }),
  );
  if (query.isPending) return <SkeletonRows count={4} label="Loading the caches" />;
  if (query.isError) return <QueryError error={query.error} onRetry={() => void query.refetch()} />;
  async function clear(cache: CacheName, entries: number) {
    const { title, noun } = cacheWords[cache];
    const isSure = await confirm({
      title: `Clear the ${title.toLowerCase()}?`,
      description: `${formatPlural(entries, noun)} will be forgotten and made again when they are needed. Nothing else changes.`,
      confirmLabel: "Clear",
      tone: "danger",
    });
    if (isSure) clearing.mutate({ cache });
  }
  return (
    <div className="grid grid-cols-2 gap-4">
      {(["embeddings", "results"] as const).map((name) => (
        <CacheCard
          key={name}
          {...cacheWords[name]}
          cache={query.data[name]}
          now={now}
          isClearing={clearing.isPending && clearing.variables.cache === name}
          onClear={() => void clear(name, query.data[name].entries)}
        />
      ))}
    </div>
  );
}
