import { index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";
import { workflows } from "@/drizzle/schema/workflows";
import type { ArgumentPattern } from "@/nodes/core/argument-pattern";

/** Calls of tools that a person allowed agents to make from now on. */
export const toolAllowances = pgTable(
  "tool_allowances",
  {
    id: text("id").primaryKey(),
    /** The one that the tool stands in, whoever calls it. */
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    /** The node that is the tool. Of a workflow that this one brings along: `its id/the node's id`. */
    nodeId: text("node_id").notNull(),
    /** A hash of what the tool is and does. Another one is another tool, which nobody allowed. */
    fingerprint: text("fingerprint").notNull(),
    pattern: sealed<ArgumentPattern>("pattern").notNull(),
    /** Who allowed it. */
    createdBy: text("created_by").notNull(),
    workspaceId: workspaceId(),
    createdAt: createdAt(),
  },
  (table) => [index("tool_allowances_tool").on(table.workflowId, table.nodeId)],
);
