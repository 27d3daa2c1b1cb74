import { z } from "zod";
import { errorCodes } from "@/nodes/core/app-error";

/** A validation finding as the public interfaces describe it. */
export const issueSchema = z
  .object({
    path: z.string().describe("As in nodes[3].config.temperature; empty for the whole."),
    code: z.enum(errorCodes),
    message: z.string(),
    nodeId: z.string().optional(),
    severity: z.enum(["error", "warning"]),
  })
  .meta({ id: "Issue" });
