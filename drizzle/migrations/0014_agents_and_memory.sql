CREATE TABLE "cache_counts" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"cache" text NOT NULL,
	"day" text NOT NULL,
	"hits" integer DEFAULT 0 NOT NULL,
	"misses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cache_counts_workspace_id_cache_day_pk" PRIMARY KEY("workspace_id","cache","day")
);
--> statement-breakpoint
CREATE TABLE "chunk_vectors" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"space_id" integer NOT NULL,
	"chunk_id" bigint NOT NULL,
	"dimension" integer NOT NULL,
	"embedding" vector NOT NULL,
	CONSTRAINT "chunk_vectors_space_id_chunk_id_pk" PRIMARY KEY("space_id","chunk_id")
);
--> statement-breakpoint
CREATE TABLE "chunks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"collection_id" text NOT NULL,
	"document_id" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"details" text,
	"hash" text NOT NULL,
	"terms" integer[] NOT NULL,
	"weights" sparsevec(1000000000) NOT NULL,
	"is_edited" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "collection_terms" (
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"collection_id" text NOT NULL,
	"term" integer NOT NULL,
	"chunks" integer NOT NULL,
	CONSTRAINT "collection_terms_collection_id_term_pk" PRIMARY KEY("collection_id","term")
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"embedder" text DEFAULT 'default' NOT NULL,
	"settings" jsonb DEFAULT '{}' NOT NULL,
	"retention" jsonb DEFAULT '{}' NOT NULL,
	"space_id" integer,
	"revision" bigint DEFAULT 0 NOT NULL,
	"documents" integer DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"collection_id" text NOT NULL,
	"name" text NOT NULL,
	"origin" jsonb NOT NULL,
	"run_id" text,
	"media_type" text DEFAULT 'text/plain' NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"content" text,
	"content_hash" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"metadata" jsonb DEFAULT '{}' NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"importance" real,
	"uses" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_status" CHECK ("documents"."status" in ('queued', 'working', 'ready', 'failed', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "embeddings" (
	"key" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"maker" text NOT NULL,
	"vector" "bytea" NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memory_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"kind" text NOT NULL,
	"collection_id" text NOT NULL,
	"document_id" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"stage" text DEFAULT '' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"error" text,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"options" text,
	"lease_owner" text,
	"lease_expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "memory_jobs_status" CHECK ("memory_jobs"."status" in ('queued', 'running', 'completed', 'failed', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" serial PRIMARY KEY NOT NULL,
	"workspace_id" text DEFAULT 'default' NOT NULL,
	"collection_id" text NOT NULL,
	"model" text NOT NULL,
	"maker" text NOT NULL,
	"dimension" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "thread" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "head_id" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "branched_from" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "parent_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "details" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "status" text DEFAULT 'completed' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "tokens" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "terms" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_pinned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "chunk_vectors" ADD CONSTRAINT "chunk_vectors_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunk_vectors" ADD CONSTRAINT "chunk_vectors_chunk_id_chunks_id_fk" FOREIGN KEY ("chunk_id") REFERENCES "public"."chunks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_terms" ADD CONSTRAINT "collection_terms_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_jobs" ADD CONSTRAINT "memory_jobs_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_jobs" ADD CONSTRAINT "memory_jobs_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chunk_vectors_chunk" ON "chunk_vectors" USING btree ("chunk_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_place" ON "chunks" USING btree ("document_id","position");--> statement-breakpoint
CREATE INDEX "chunks_hash" ON "chunks" USING btree ("collection_id","hash");--> statement-breakpoint
CREATE INDEX "chunks_terms" ON "chunks" USING gin ("terms");--> statement-breakpoint
CREATE UNIQUE INDEX "collections_slug" ON "collections" USING btree ("workspace_id","slug");--> statement-breakpoint
CREATE INDEX "documents_collection" ON "documents" USING btree ("collection_id","id");--> statement-breakpoint
CREATE INDEX "documents_run" ON "documents" USING btree ("run_id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "documents_content" ON "documents" USING btree ("collection_id","content_hash");--> statement-breakpoint
CREATE INDEX "documents_metadata" ON "documents" USING gin ("metadata");--> statement-breakpoint
CREATE INDEX "embeddings_used" ON "embeddings" USING btree ("used_at");--> statement-breakpoint
CREATE INDEX "memory_jobs_collection" ON "memory_jobs" USING btree ("collection_id","id");--> statement-breakpoint
CREATE INDEX "memory_jobs_document" ON "memory_jobs" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "memory_jobs_open" ON "memory_jobs" USING btree ("status") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "spaces_collection" ON "spaces" USING btree ("collection_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_thread" ON "conversations" USING btree ("workspace_id","workflow_id","node_id","thread") WHERE thread is not null;--> statement-breakpoint
CREATE INDEX "messages_run" ON "messages" USING btree ("run_id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "messages_terms" ON "messages" USING gin ("terms");--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_status" CHECK ("agents"."status" in ('draft', 'active', 'disabled'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_role" CHECK ("messages"."role" in ('user', 'assistant', 'summary'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_status" CHECK ("messages"."status" in ('running', 'completed', 'failed', 'canceled'));--> statement-breakpoint
-- Titles are sealed like what was said: the column holds JSON.
ALTER TABLE "conversations" ALTER COLUMN "title" DROP DEFAULT;--> statement-breakpoint
UPDATE "conversations" SET "title" = to_json("title")::text;
