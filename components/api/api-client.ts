import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";

export type ApiClient = TRPCClient<AppRouter>;

/** Subscriptions come as server-sent events, everything else in batches of what is asked at one time. */
export function createApiClient(url: string): ApiClient {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url }),
        // Long inputs go by POST; the bound is for proxies between a browser and a server elsewhere.
        false: httpBatchLink({ url, maxURLLength: 4000 }),
      }),
    ],
  });
}
