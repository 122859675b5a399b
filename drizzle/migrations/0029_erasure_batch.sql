CREATE TABLE "erasure_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "erasure_batch_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'locating' NOT NULL,
	"as_of" date NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sealed_reason" "bytea" NOT NULL,
	"wrapped_key" "bytea",
	"destroyed_at" timestamp (6) with time zone,
	"systems" jsonb NOT NULL,
	"lines" integer NOT NULL,
	"people" integer DEFAULT 0 NOT NULL,
	"set_aside" jsonb,
	"hash" "bytea",
	"totals" jsonb,
	"typed_number" bigint,
	"first_by" text,
	"first_at" timestamp (6) with time zone,
	"second_by" text,
	"second_at" timestamp (6) with time zone,
	"wait_until" timestamp (6) with time zone,
	"started_at" timestamp (6) with time zone,
	"stopped_why" text,
	"sealed_secret" "bytea",
	"trouble_code" text,
	"trouble" text,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "erasure_batch_number" UNIQUE("number"),
	CONSTRAINT "known_batch_work" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_batch_status" CHECK (status in ('locating','planning','proposed','approved','acting','stopped','done','dropped')),
	CONSTRAINT "two_people_for_batch" CHECK (second_by is null or (first_by is not null and second_by <> first_by)),
	CONSTRAINT "people_approve_batch" CHECK (first_by like 'staff/%' and second_by like 'staff/%'),
	CONSTRAINT "proposed_batch_has_hash" CHECK (status in ('locating','planning','dropped') or (hash is not null and totals is not null and typed_number is not null)),
	CONSTRAINT "batch_approved_by_two" CHECK ((status not in ('approved','acting','done') and started_at is null)
          or (second_by is not null and wait_until is not null)),
	CONSTRAINT "batch_started_after_waiting" CHECK (started_at is null or started_at >= wait_until),
	CONSTRAINT "batch_ended_has_time" CHECK ((status in ('done','dropped')) = (ended_at is not null)),
	CONSTRAINT "batch_key_ends_with_it" CHECK (wrapped_key is not null or status in ('done','dropped'))
);
--> statement-breakpoint
CREATE TABLE "erasure_batch_chunk" (
	"system_row" uuid NOT NULL,
	"number" integer NOT NULL,
	"step" integer NOT NULL,
	"first_row" bigint NOT NULL,
	"rows" integer NOT NULL,
	"changed" integer NOT NULL,
	"gone" integer NOT NULL,
	"ms" integer NOT NULL,
	"at" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "erasure_batch_chunk_number" UNIQUE("system_row","number"),
	CONSTRAINT "erasure_batch_chunk_once" UNIQUE("system_row","step","first_row")
);
--> statement-breakpoint
CREATE TABLE "erasure_batch_person" (
	"batch_id" uuid NOT NULL,
	"token" "bytea" NOT NULL,
	"place" integer NOT NULL,
	CONSTRAINT "erasure_batch_person_batch_id_token_pk" PRIMARY KEY("batch_id","token")
);
--> statement-breakpoint
CREATE TABLE "erasure_batch_receipt" (
	"batch_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"token" "bytea" NOT NULL,
	"leaf" text NOT NULL,
	CONSTRAINT "erasure_batch_receipt_batch_id_place_pk" PRIMARY KEY("batch_id","place")
);
--> statement-breakpoint
CREATE TABLE "erasure_batch_root" (
	"batch_id" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure_batch_system" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"batch_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"phase" text DEFAULT 'plan' NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"storage_key" text,
	"sha256" "bytea",
	"act_key" text,
	"act_rows" bigint DEFAULT 0 NOT NULL,
	"released" bigint DEFAULT 0 NOT NULL,
	"cursor" bigint DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"gone" bigint DEFAULT 0 NOT NULL,
	"standing" bigint,
	"returned" bigint,
	"mentions" jsonb,
	"kept" jsonb,
	"counts_key" text,
	"proven_at" timestamp (6) with time zone,
	"accepted" jsonb,
	"accepted_by" text,
	"by_hand_by" text,
	"sealed_note" "bytea",
	"outcome" text,
	"trouble_code" text,
	"trouble" text,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "one_batch_per_system" UNIQUE("batch_id","system_id"),
	CONSTRAINT "known_batch_system_work" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_batch_phase" CHECK (phase in ('plan','act','by_hand','prove','done')),
	CONSTRAINT "known_batch_outcome" CHECK (outcome in ('erased','nothing_held','kept','by_hand','dropped')),
	CONSTRAINT "settled_batch_has_outcome" CHECK (state <> 'settled' or outcome is not null),
	CONSTRAINT "batch_erased_is_proven" CHECK (outcome is null or outcome = 'dropped'
          or (proven_at is not null and standing = 0 and returned = 0 and mentions is not null and counts_key is not null))
);
--> statement-breakpoint
ALTER TABLE "erasure_batch_chunk" ADD CONSTRAINT "erasure_batch_chunk_system_row_erasure_batch_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_batch_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_batch_person" ADD CONSTRAINT "erasure_batch_person_batch_id_erasure_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_batch_receipt" ADD CONSTRAINT "erasure_batch_receipt_batch_id_erasure_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_batch_root" ADD CONSTRAINT "erasure_batch_root_batch_id_erasure_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_batch_system" ADD CONSTRAINT "erasure_batch_system_batch_id_erasure_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_batch_due" ON "erasure_batch" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "erasure_batch_leased" ON "erasure_batch" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "erasure_batch_receipt_of" ON "erasure_batch_receipt" USING btree ("token");--> statement-breakpoint
CREATE INDEX "erasure_batch_system_due" ON "erasure_batch_system" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "erasure_batch_system_leased" ON "erasure_batch_system" USING btree ("lease_until") WHERE state = 'running';