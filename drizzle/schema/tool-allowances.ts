import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, workspaceId } from "@/drizzle/schema/columns";
import { workflows } from "@/drizzle/schema/workflows";

/** Tools of a workflow that a person allowed agents to call from now on. */
export const toolAllowances = pgTable(
  "tool_allowances",
  {
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    /** The node that is the tool. */
    nodeId: text("node_id").notNull(),
    workspaceId: workspaceId(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.nodeId] })],
);
