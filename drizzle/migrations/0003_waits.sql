CREATE TABLE "waits" (
	"run_id" text NOT NULL,
	"node_id" text NOT NULL,
	"path" text NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"reason" text NOT NULL,
	"choices" jsonb NOT NULL,
	"details" text,
	"due_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waits_run_id_node_id_path_pk" PRIMARY KEY("run_id","node_id","path")
);
--> statement-breakpoint
CREATE INDEX "waits_due" ON "waits" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "waits_for_people" ON "waits" USING btree ("workspace_id","created_at") WHERE reason <> 'timer';