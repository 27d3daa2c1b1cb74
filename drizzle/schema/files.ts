import { bigint, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, workspaceId } from "@/drizzle/schema/columns";

/** What was uploaded or made by a run; the bytes lie in the data folder under their id. */
export const files = pgTable("files", {
  id: text("id").primaryKey(),
  workspaceId: workspaceId(),
  name: text("name").notNull(),
  mediaType: text("media_type").notNull(),
  /** In bytes. */
  size: bigint("size", { mode: "number" }).notNull(),
  sha256: text("sha256").notNull(),
  createdAt: createdAt(),
});
