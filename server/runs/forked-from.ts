import { z } from "zod";

/** Where a run that began in the middle of another one comes from. */
export const forkedFromSchema = z
  .object({
    runId: z.string(),
    nodeId: z.string().describe("The node that it began at."),
    path: z.string().optional().describe("The item that the node stands in, where it is inside of a container."),
    hasOutput: z.boolean().describe("The node was given an output instead of being run again."),
  })
  .meta({ id: "ForkedFrom" });
export type ForkedFrom = z.infer<typeof forkedFromSchema>;
