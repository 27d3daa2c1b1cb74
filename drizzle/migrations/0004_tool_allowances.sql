CREATE TABLE "tool_allowances" (
	"workflow_id" text NOT NULL,
	"node_id" text NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_allowances_workflow_id_node_id_pk" PRIMARY KEY("workflow_id","node_id")
);
--> statement-breakpoint
ALTER TABLE "tool_allowances" ADD CONSTRAINT "tool_allowances_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;