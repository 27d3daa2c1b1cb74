"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiInputs } from "@/components/api/types";

/** Starts a fork and opens its page. */
export function useFork(onStarted: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const fork = useMutation(
    trpc.runs.fork.mutationOptions({
      onSuccess: ({ runId }) => {
        void queries.invalidateQueries({ queryKey: trpc.runs.list.queryKey() });
        onStarted();
        router.push(`/runs/${runId}`);
      },
    }),
  );
  return {
    start: (request: ApiInputs["runs"]["fork"]) => fork.mutate(request),
    isStarting: fork.isPending || fork.isSuccess,
    error: fork.error === null ? undefined : appErrorOf(fork.error),
    forgetError: () => fork.isError && fork.reset(),
  };
}

/** What the server said of each field: `fromNode`, `until`, `output`; what is of none of them under `""`. */
export function errorsByField(error: ClientError | undefined): Readonly<Record<string, string>> {
  if (error === undefined) return {};
  const field = error.field?.split(".")[0] ?? "";
  const sentence = [error.message, error.hint].filter((part) => part !== undefined).join(" ");
  return ["fromNode", "path", "until", "output"].includes(field) ? { [field]: sentence } : {};
}
