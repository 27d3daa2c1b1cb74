CREATE TABLE "node_results" (
	"key" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"run_id" text NOT NULL,
	"node_type" text NOT NULL,
	"output" text NOT NULL,
	"fired_ports" jsonb NOT NULL,
	"size" integer NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "node_results_used" ON "node_results" USING btree ("used_at");