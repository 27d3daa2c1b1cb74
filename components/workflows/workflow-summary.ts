import type { ApiOutputs } from "@/components/api/types";

/** A workflow as lists show it. */
export type WorkflowSummary = ApiOutputs["workflows"]["list"]["items"][number];
