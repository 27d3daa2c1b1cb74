"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/api/root";
import { createApiClient } from "./api-client";
import { createQueryClient } from "./query-client";

const context = createTRPCContext<AppRouter>();

/** Query and mutation options: `useQuery(useTRPC().workflows.list.queryOptions({}))`. */
export const useTRPC = context.useTRPC;
/** The bare client, for calls outside of a query or a mutation. */
export const useTRPCClient = context.useTRPCClient;

/** Once, around the application: one client and one cache for the tab. */
export function TRPCProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() => createApiClient(apiUrl()));
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider queryClient={queryClient} trpcClient={client}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

/** On the server nothing is called while a page is drawn; the address only has to be one. */
function apiUrl(): string {
  return typeof window === "undefined" ? "http://127.0.0.1/api/trpc" : `${window.location.origin}/api/trpc`;
}
