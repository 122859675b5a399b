ALTER TABLE "found_key" DROP CONSTRAINT "found_key_once";--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "found_by" "bytea";--> statement-breakpoint
ALTER TABLE "found_key" ADD CONSTRAINT "found_key_once" UNIQUE("task_id","collection","token");