import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";

/** Values above 256 KB, stored once and passed on as `{ "$ref": id }`. */
export const storedValues = pgTable(
  "stored_values",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    runId: text("run_id").notNull(),
    /** Of the JSON text, in hex: equal values of one run share a row. */
    sha256: text("sha256").notNull(),
    /** Bytes of the JSON text. */
    size: integer("size").notNull(),
    mediaType: text("media_type").notNull().default("application/json"),
    value: sealed("value").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("stored_values_run").on(table.runId, table.sha256)],
);
