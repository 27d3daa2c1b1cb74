"use client";

import { useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";

/** Ends work that waits or is under way. */
export function useCancelJob(): (job: { readonly id: string }) => void {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async ({ id }) => {
    try {
      await client.collections.cancelJob.mutate({ id });
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(message, { description: hint });
    }
    await queries.invalidateQueries(trpc.collections.jobs.pathFilter());
  };
}
