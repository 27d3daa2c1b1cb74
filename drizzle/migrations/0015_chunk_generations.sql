DROP INDEX "chunks_place";--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "generation" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "languages" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "generation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_place" ON "chunks" USING btree ("document_id","generation","position");--> statement-breakpoint
-- Read with every candidate of a search by words: it shall lie in the row itself, the text elsewhere.
ALTER TABLE "chunks" ALTER COLUMN "weights" SET STORAGE MAIN;
