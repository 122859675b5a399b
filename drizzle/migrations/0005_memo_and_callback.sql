ALTER TABLE "task" ADD COLUMN "memo" "bytea";--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "callback_hash" "bytea";--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_callback" UNIQUE("callback_hash");