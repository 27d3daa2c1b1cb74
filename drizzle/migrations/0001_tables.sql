CREATE TABLE "agents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"model" text DEFAULT 'default' NOT NULL,
	"capabilities" jsonb DEFAULT '[]' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"settings" jsonb DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"agent_id" text,
	"workflow_id" text,
	"node_id" text,
	"title" text DEFAULT '' NOT NULL,
	"messages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"conversation_id" text NOT NULL,
	"role" text NOT NULL,
	"content" text NOT NULL,
	"run_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"config" jsonb NOT NULL,
	"api_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "node_runs" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"run_id" text NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"node_type" text,
	"status" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"duration_ms" real,
	"usage" jsonb,
	"error" text,
	"reused_from" text,
	CONSTRAINT "node_runs_run_id_node_id_path_pk" PRIMARY KEY("run_id","node_id","path"),
	CONSTRAINT "node_runs_status" CHECK ("node_runs"."status" in ('pending', 'running', 'waiting', 'completed', 'failed', 'skipped', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"run_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"type" text NOT NULL,
	"node_id" text,
	"path" text DEFAULT '' NOT NULL,
	"attempt" integer,
	"payload" text,
	CONSTRAINT "run_events_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "run_graphs" (
	"hash" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"document" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"workflow_id" text,
	"graph_hash" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"durability" text DEFAULT 'steps' NOT NULL,
	"trigger" text DEFAULT 'manual' NOT NULL,
	"input" text,
	"output" text,
	"error" text,
	"usage" jsonb,
	"hosts" jsonb,
	"options" jsonb,
	"idempotency_key" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "runs_status" CHECK ("runs"."status" in ('queued', 'running', 'waiting', 'completed', 'failed', 'canceled')),
	CONSTRAINT "runs_durability" CHECK ("runs"."durability" in ('steps', 'result'))
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "stored_values" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"run_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"media_type" text DEFAULT 'application/json' NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflow_changes" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"workflow_id" text NOT NULL,
	"revision" integer NOT NULL,
	"changes" text NOT NULL,
	"origin" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflow_changes_workflow_id_revision_pk" PRIMARY KEY("workflow_id","revision")
);
--> statement-breakpoint
CREATE TABLE "workflow_versions" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"workflow_id" text NOT NULL,
	"version" integer NOT NULL,
	"document" text NOT NULL,
	"label" text,
	"reason" text DEFAULT 'saved' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflow_versions_workflow_id_version_pk" PRIMARY KEY("workflow_id","version")
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"document" text NOT NULL,
	"nodes" jsonb GENERATED ALWAYS AS (regexp_replace(document, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'g')::jsonb -> 'nodes') STORED,
	"connections" jsonb GENERATED ALWAYS AS (regexp_replace(document, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'g')::jsonb -> 'connections') STORED,
	"settings" jsonb DEFAULT '{}' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"published_version" integer,
	"grants" jsonb,
	"origin" text DEFAULT 'local' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflows_origin" CHECK ("workflows"."origin" in ('local', 'imported'))
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_changes" ADD CONSTRAINT "workflow_changes_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agents_slug" ON "agents" USING btree ("workspace_id","slug");--> statement-breakpoint
CREATE INDEX "conversations_updated" ON "conversations" USING btree ("workspace_id","updated_at");--> statement-breakpoint
CREATE INDEX "conversations_agent" ON "conversations" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "conversations_workflow" ON "conversations" USING btree ("workflow_id","node_id");--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "node_runs_started" ON "node_runs" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "run_events_completed_once" ON "run_events" USING btree ("run_id","node_id","path") WHERE type = 'node.completed';--> statement-breakpoint
CREATE INDEX "runs_workflow" ON "runs" USING btree ("workflow_id","id");--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "runs" USING btree ("status","lease_expires_at") WHERE status in ('queued', 'running', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "runs_idempotency_key" ON "runs" USING btree ("workspace_id","workflow_id","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "stored_values_run" ON "stored_values" USING btree ("run_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "workflows_slug" ON "workflows" USING btree ("workspace_id","slug");--> statement-breakpoint
CREATE INDEX "workflows_updated" ON "workflows" USING btree ("workspace_id","updated_at");