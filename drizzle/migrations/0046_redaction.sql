CREATE TABLE "redaction_group" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"token" "bytea" NOT NULL,
	"count" bigint NOT NULL,
	"sealed" "bytea" NOT NULL,
	"proposal" text NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	"sealed_reason" "bytea",
	CONSTRAINT "redaction_group_once" UNIQUE("request_id","rule","token"),
	CONSTRAINT "known_redaction_proposal" CHECK (proposal in ('hide','show')),
	CONSTRAINT "known_redaction_decision" CHECK (decision in ('hide','show')),
	CONSTRAINT "redaction_decided_by_somebody" CHECK ((decision is null) = (decided_by is null) and (decision is null) = (sealed_reason is null))
);
--> statement-breakpoint
CREATE TABLE "redaction_place" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"group_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"collection" text NOT NULL,
	"field" text NOT NULL,
	"record_token" "bytea" NOT NULL,
	"decision" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sealed_reason" "bytea" NOT NULL,
	CONSTRAINT "redaction_place_once" UNIQUE("group_id","system_id","collection","field","record_token"),
	CONSTRAINT "known_place_decision" CHECK (decision in ('hide','show'))
);
--> statement-breakpoint
CREATE TABLE "redaction_scan" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"rules_version" integer,
	"scanned_at" timestamp (6) with time zone,
	"more" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "redaction_scan_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "known_scan_state" CHECK (state in ('ready','running','settled'))
);
--> statement-breakpoint
ALTER TABLE "redaction_group" ADD CONSTRAINT "redaction_group_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redaction_place" ADD CONSTRAINT "redaction_place_group_id_redaction_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."redaction_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redaction_scan" ADD CONSTRAINT "redaction_scan_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "redaction_scan_due" ON "redaction_scan" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "redaction_scan_leased" ON "redaction_scan" USING btree ("lease_until") WHERE state = 'running';