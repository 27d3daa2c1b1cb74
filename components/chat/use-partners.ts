"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiInputs, ApiOutputs } from "@/components/api/types";

export type Partner = ApiOutputs["chat"]["partners"][number];

/** Whom one can talk to. */
export function usePartners() {
  const trpc = useTRPC();
  return useQuery(trpc.chat.partners.queryOptions());
}

/** As addresses and selects name it: `agent:id`. */
export function partnerKey({ kind, id }: Pick<Partner, "kind" | "id">): string {
  return `${kind}:${id}`;
}

export function partnerInput(key: string): ApiInputs["chat"]["send"]["partner"] {
  const id = key.slice(key.indexOf(":") + 1);
  return key.startsWith("agent:") ? { agentId: id } : { workflowId: id };
}
