import { QueryClient } from "@tanstack/react-query";
import { appErrorOf } from "./app-error-of";

/** Nothing was wrong with the question: nobody was there to answer it. */
const unreached = ["NETWORK_FAILED", "DATABASE_UNAVAILABLE"];

/** The server is on this machine: an answer is fresh for a moment, and only an unreached server is asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => unreached.includes(appErrorOf(error).code) && failures < 20,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
        // "Offline" in the browser's sense says nothing about a server on this machine.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
