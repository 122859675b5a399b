CREATE TABLE "mail_thread" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"sealed_token" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_thread_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "outgoing_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"sealed" "bytea" NOT NULL,
	"how" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"template" text,
	"template_version" integer,
	"seen_number" integer NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (6) with time zone,
	"number" integer,
	"held" text,
	"once_key" text NOT NULL,
	CONSTRAINT "outgoing_message_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "known_outgoing_state" CHECK (state in ('prepared','ready','running','settled','cancelled','held')),
	CONSTRAINT "known_outgoing_how" CHECK (how in ('page','mail','post')),
	CONSTRAINT "known_hold_reason" CHECK (held in ('person_wrote','changed','not_allowed','gone')),
	CONSTRAINT "held_with_reason" CHECK ((state = 'held') = (held is not null)),
	CONSTRAINT "confirmed_to_be_sent" CHECK (state in ('prepared', 'cancelled') or confirmed_at is not null),
	CONSTRAINT "settled_is_in_thread" CHECK ((state = 'settled') = (number is not null))
);
--> statement-breakpoint
CREATE TABLE "house_template" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_id" CHECK (id ~ '^[a-z][a-z0-9_]{1,39}$')
);
--> statement-breakpoint
CREATE TABLE "template_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"template" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"restored" integer,
	"by" uuid NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_version_number" UNIQUE("template","language","version"),
	CONSTRAINT "template_version_from_one" CHECK (version >= 1)
);
--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "channel" text DEFAULT 'page' NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "own_address" boolean;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "left_out" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "sealed_subject" "bytea";--> statement-breakpoint
ALTER TABLE "mail_thread" ADD CONSTRAINT "mail_thread_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "house_template" ADD CONSTRAINT "house_template_by_staff_id_fk" FOREIGN KEY ("by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_by_staff_id_fk" FOREIGN KEY ("by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outgoing_of_request" ON "outgoing_message" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE INDEX "outgoing_due" ON "outgoing_message" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "outgoing_leased" ON "outgoing_message" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "outgoing_prepared" ON "outgoing_message" USING btree ("created_at") WHERE state = 'prepared';--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "known_message_channel" CHECK (channel in ('page','mail','post'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "address_of_a_mail" CHECK ((own_address is not null) = (side = 'person' and channel = 'mail'));