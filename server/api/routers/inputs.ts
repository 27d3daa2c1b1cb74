import { z } from "zod";
import { mostPerPage } from "@/server/page";

/** Inputs that several procedures take. */

export const byId = z.object({ id: z.string().min(1).max(200) });

export const page = z.object({
  limit: z.number().int().min(1).max(mostPerPage).optional(),
  cursor: z.string().max(500).optional(),
});
