CREATE TABLE "done_tally" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requests" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "alert_unseen";--> statement-breakpoint
CREATE INDEX "request_done_due" ON "request" USING btree ("safe_due","id") WHERE ended_at is not null or status = 'ready';--> statement-breakpoint
CREATE INDEX "bundle_stuck" ON "bundle" USING btree ("request_id") WHERE trouble_code is not null and state <> 'failed';--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("request_id","state") WHERE state <> 'settled';--> statement-breakpoint
CREATE INDEX "task_answered" ON "task" USING btree ("system_id","answered_at") WHERE state = 'settled' and answered_at is not null;--> statement-breakpoint
CREATE INDEX "alert_unseen" ON "alert" USING btree ("mark","due_day","id") WHERE seen_at is null;