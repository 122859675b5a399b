CREATE TABLE "transmission" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"stage" text DEFAULT 'asked' NOT NULL,
	"sealed" "bytea" NOT NULL,
	"asked_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	"sealed_reason" "bytea",
	"bundle" integer,
	"bytes" bigint,
	"sha256" text,
	"sent_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	"trouble_code" text,
	"trouble" text,
	CONSTRAINT "known_transmission_work" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_transmission_stage" CHECK (stage in ('asked','agreed','sent','refused','failed','withdrawn')),
	CONSTRAINT "sent_was_agreed" CHECK ((stage not in ('agreed','sent') and state not in ('ready','running'))
          or (decided_by like 'staff/%' and decided_at is not null)),
	CONSTRAINT "transmission_sent_has_proof" CHECK ((stage = 'sent') = (sent_at is not null and sha256 is not null)),
	CONSTRAINT "transmission_ended_has_time" CHECK ((stage in ('sent','refused','failed','withdrawn')) = (ended_at is not null))
);
--> statement-breakpoint
ALTER TABLE "transmission" ADD CONSTRAINT "transmission_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transmission_of" ON "transmission" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "transmission_due" ON "transmission" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "transmission_leased" ON "transmission" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_transmission" ON "transmission" USING btree ("request_id") WHERE stage in ('asked','agreed');