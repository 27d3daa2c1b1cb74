import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, updatedAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";

/** Model entries made in the app; those of `models.yaml` stay in that file. */
export const models = pgTable("models", {
  id: text("id").primaryKey(),
  workspaceId: workspaceId(),
  /** The registry entry, without its key. */
  config: jsonb("config").$type<Record<string, unknown>>().notNull(),
  apiKey: sealed<string>("api_key"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
