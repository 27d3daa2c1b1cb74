import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { updatedAt, workspaceId } from "@/drizzle/schema/columns";

/** Settings that are changed in the app; those of the machine are environment variables. */
export const settings = pgTable(
  "settings",
  {
    workspaceId: workspaceId(),
    key: text("key").notNull(),
    value: jsonb("value").$type<unknown>().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.key] })],
);
