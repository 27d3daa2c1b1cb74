ALTER TABLE "workflow_changes" ADD COLUMN "inverse" text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "workflow_changes" ADD COLUMN "change_id" text;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "workflow_changes_change_id" ON "workflow_changes" USING btree ("workflow_id","change_id");