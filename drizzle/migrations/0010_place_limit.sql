ALTER TABLE "runs" ADD COLUMN "place_limit" integer;--> statement-breakpoint
ALTER TABLE "node_results" DROP COLUMN "fired_ports";