import { z } from "zod";
import { mostPerPage, usualPerPage } from "@/server/page";

/** Parameters that several routes take. */

export const idParams = z.object({ id: z.string().min(1).max(200) });

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(mostPerPage).default(usualPerPage),
  cursor: z.string().max(500).optional().describe("The nextCursor of the page before."),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
