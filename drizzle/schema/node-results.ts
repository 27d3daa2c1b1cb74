import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";

/** Results of node runs that may stand in for equal ones: what costs something and always gives the same. */
export const nodeResults = pgTable(
  "node_results",
  {
    /** SHA-256, in hex, of everything that the result depends on. */
    key: text("key").primaryKey(),
    workspaceId: workspaceId(),
    /** The run that made it, which may be gone. */
    runId: text("run_id").notNull(),
    nodeType: text("node_type").notNull(),
    output: sealed<Record<string, unknown>>("output").notNull(),
    /** Characters of `output`. */
    size: integer("size").notNull(),
    uses: integer("uses").notNull().default(0),
    createdAt: createdAt(),
    usedAt: instant("used_at").notNull().defaultNow(),
  },
  (table) => [index("node_results_used").on(table.usedAt)],
);
