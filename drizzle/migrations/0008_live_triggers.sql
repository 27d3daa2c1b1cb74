CREATE TABLE "watched_files" (
	"workflow_id" text NOT NULL,
	"node_id" text NOT NULL,
	"path" text NOT NULL,
	"mark" text NOT NULL,
	"claim" text,
	"claimed_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watched_files_workflow_id_node_id_path_pk" PRIMARY KEY("workflow_id","node_id","path")
);
--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "is_paused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "watched_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "watched_files" ADD CONSTRAINT "watched_files_workflow_id_node_id_triggers_workflow_id_node_id_fk" FOREIGN KEY ("workflow_id","node_id") REFERENCES "public"."triggers"("workflow_id","node_id") ON DELETE cascade ON UPDATE no action;