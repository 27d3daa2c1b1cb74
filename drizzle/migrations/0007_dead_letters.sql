ALTER TABLE "runs" ADD COLUMN "is_dead_letter" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "sent_again_as" text;--> statement-breakpoint
CREATE INDEX "runs_dead_letters" ON "runs" USING btree ("workspace_id","id") WHERE is_dead_letter;