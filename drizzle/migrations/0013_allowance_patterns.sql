-- What was allowed before did not say which arguments: it is asked about again.
DELETE FROM "tool_allowances";--> statement-breakpoint
ALTER TABLE "tool_allowances" DROP CONSTRAINT "tool_allowances_workflow_id_node_id_pk";--> statement-breakpoint
ALTER TABLE "tool_allowances" ADD COLUMN "id" text PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_allowances" ADD COLUMN "fingerprint" text NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_allowances" ADD COLUMN "pattern" text NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_allowances" ADD COLUMN "created_by" text NOT NULL;--> statement-breakpoint
CREATE INDEX "tool_allowances_tool" ON "tool_allowances" USING btree ("workflow_id","node_id");