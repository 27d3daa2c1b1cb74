import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

/** What the procedures answer and take, derived from the router: `ApiOutputs["runs"]["list"]`. */
export type ApiOutputs = inferRouterOutputs<AppRouter>;
export type ApiInputs = inferRouterInputs<AppRouter>;

export type RunSummary = ApiOutputs["runs"]["list"]["items"][number];
