CREATE TABLE "staff_ping" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"kind" text NOT NULL,
	"reference" text,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (6) with time zone,
	"trouble_code" text,
	"trouble" text,
	CONSTRAINT "staff_ping_once" UNIQUE("kind","reference","created_at")
);
--> statement-breakpoint
ALTER TABLE "staff_setting" ADD COLUMN "digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_setting" ADD COLUMN "digest_day" date;--> statement-breakpoint
CREATE INDEX "staff_ping_due" ON "staff_ping" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "staff_ping_leased" ON "staff_ping" USING btree ("lease_until") WHERE state = 'running';