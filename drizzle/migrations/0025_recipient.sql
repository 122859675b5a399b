CREATE TABLE "recipient_notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"action" text NOT NULL,
	"wave" integer DEFAULT 1 NOT NULL,
	"system_id" text NOT NULL,
	"recipient" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"country" text NOT NULL,
	"kind" text NOT NULL,
	"groups" jsonb NOT NULL,
	"duties" jsonb NOT NULL,
	"how" text NOT NULL,
	"via_system" text,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"standing" text DEFAULT 'owed' NOT NULL,
	"sealed" "bytea",
	"sealed_reason" "bytea",
	"token_hash" "bytea",
	"expires_at" timestamp (6) with time zone,
	"opened_at" timestamp (6) with time zone,
	"notice_id" uuid,
	"sent_at" timestamp (6) with time zone,
	"answered_at" timestamp (6) with time zone,
	"answered_by" text,
	"reminded" integer DEFAULT 0 NOT NULL,
	"due_day" date NOT NULL,
	"called_back_at" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recipient_told_once" UNIQUE("request_id","action","wave","system_id","recipient"),
	CONSTRAINT "recipient_token" UNIQUE("token_hash"),
	CONSTRAINT "known_recipient_work" CHECK (state in ('ready','running','settled')),
	CONSTRAINT "known_told_action" CHECK (action in ('erase','correct','restrict','lift','opt_out','limit')),
	CONSTRAINT "known_told_how" CHECK (how in ('mail','webhook','system','by_hand')),
	CONSTRAINT "known_standing" CHECK (standing in ('owed','sent','acked','done','not_held','impossible','disproportionate','unreachable')),
	CONSTRAINT "answered_has_time" CHECK ((standing in ('done','not_held','impossible','disproportionate')) = (answered_at is not null)
          and (answered_at is null) = (answered_by is null)),
	CONSTRAINT "spared_has_reason" CHECK (standing not in ('impossible','disproportionate') or sealed_reason is not null),
	CONSTRAINT "people_spare" CHECK (standing <> 'disproportionate' or answered_by like 'staff/%'),
	CONSTRAINT "sent_has_time" CHECK (standing not in ('sent','acked') or sent_at is not null)
);
--> statement-breakpoint
CREATE TABLE "recipient_system_done" (
	"request_id" uuid NOT NULL,
	"action" text NOT NULL,
	"wave" integer NOT NULL,
	"system_id" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recipient_system_done_request_id_action_wave_system_id_pk" PRIMARY KEY("request_id","action","wave","system_id")
);
--> statement-breakpoint
ALTER TABLE "recipient_notice" ADD CONSTRAINT "recipient_notice_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipient_notice" ADD CONSTRAINT "recipient_notice_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipient_system_done" ADD CONSTRAINT "recipient_system_done_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recipient_notice_due" ON "recipient_notice" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "recipient_notice_leased" ON "recipient_notice" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "recipient_open" ON "recipient_notice" USING btree ("due_day","id") WHERE standing in ('owed','sent','unreachable');--> statement-breakpoint
CREATE INDEX "recipient_mail" ON "recipient_notice" USING btree ("notice_id") WHERE notice_id is not null;