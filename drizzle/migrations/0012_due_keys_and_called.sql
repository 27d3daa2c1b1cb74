ALTER TABLE "triggers" ADD COLUMN "next_key" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD COLUMN "called" text;