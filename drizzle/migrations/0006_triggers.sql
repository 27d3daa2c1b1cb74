CREATE TABLE "triggers" (
	"workflow_id" text NOT NULL,
	"node_id" text NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"type" text NOT NULL,
	"config" jsonb NOT NULL,
	"path" text,
	"method" text,
	"next_at" timestamp with time zone,
	"last_at" timestamp with time zone,
	"last_run_id" text,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "triggers_workflow_id_node_id_pk" PRIMARY KEY("workflow_id","node_id")
);
--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "triggers_hook" ON "triggers" USING btree ("path","method") WHERE path is not null;--> statement-breakpoint
CREATE INDEX "triggers_due" ON "triggers" USING btree ("next_at") WHERE next_at is not null;