ALTER TABLE "human_task" ADD COLUMN "sealed_ask" "bytea";--> statement-breakpoint
ALTER TABLE "human_task" ADD COLUMN "sealed_draft" "bytea";--> statement-breakpoint
ALTER TABLE "human_task" ADD COLUMN "reminded" integer DEFAULT 0 NOT NULL;