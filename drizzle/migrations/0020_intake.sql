ALTER TABLE "clock_change" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "dated_day" date;