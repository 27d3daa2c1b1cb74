import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** Which workspace a row belongs to: on every table, so that several can share one database. */
export const workspaceId = () => text("workspace_id").notNull().default("default");

export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();
export const updatedAt = () => timestamp("updated_at", { withTimezone: true }).notNull().defaultNow();

/** A point in time that may be unset. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
