CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'planning' NOT NULL,
	"cause" text DEFAULT 'asked' NOT NULL,
	"as_of" date NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
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
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "erasure_number" UNIQUE("request_id","number"),
	CONSTRAINT "known_erasure_state" CHECK (state in ('planning','proposed','approved','acting','stopped','done','dropped')),
	CONSTRAINT "known_erasure_cause" CHECK (cause in ('asked','hold_ended')),
	CONSTRAINT "two_people_for_erasure" CHECK (second_by is null or (first_by is not null and second_by <> first_by)),
	CONSTRAINT "people_approve_erasure" CHECK (first_by like 'staff/%' and second_by like 'staff/%'),
	CONSTRAINT "proposed_has_hash" CHECK (state in ('planning','dropped') or (hash is not null and totals is not null)),
	CONSTRAINT "approved_by_two" CHECK ((state not in ('approved','acting','done') and started_at is null)
          or (second_by is not null and wait_until is not null)),
	CONSTRAINT "started_after_waiting" CHECK (started_at is null or started_at >= wait_until),
	CONSTRAINT "erasure_ended_has_time" CHECK ((state in ('done','dropped')) = (ended_at is not null))
);
--> statement-breakpoint
CREATE TABLE "erasure_chunk" (
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
	CONSTRAINT "erasure_chunk_number" UNIQUE("system_row","number"),
	CONSTRAINT "erasure_chunk_once" UNIQUE("system_row","step","first_row")
);
--> statement-breakpoint
CREATE TABLE "erasure_receipt" (
	"system_row" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure_system" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"erasure_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
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
	"proven_at" timestamp (6) with time zone,
	"accepted" jsonb,
	"accepted_by" text,
	"sealed_note" "bytea",
	"by_hand_by" text,
	"outcome" text,
	"trouble_code" text,
	"trouble" text,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "one_erasure_per_system" UNIQUE("erasure_id","system_id"),
	CONSTRAINT "known_erasure_work" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_erasure_phase" CHECK (phase in ('plan','act','by_hand','prove','done')),
	CONSTRAINT "known_erasure_outcome" CHECK (outcome in ('erased','nothing_held','kept','by_hand','dropped')),
	CONSTRAINT "settled_erasure_has_outcome" CHECK (state <> 'settled' or outcome is not null),
	CONSTRAINT "erased_is_proven" CHECK (outcome is null or outcome = 'dropped'
          or (proven_at is not null and standing = 0 and returned = 0 and mentions is not null))
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"mailbox_token" "bytea",
	"dossier_id" uuid,
	"sealed_reason" "bytea" NOT NULL,
	"until_day" date NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp (6) with time zone,
	CONSTRAINT "hold_on_somebody" CHECK ((mailbox_token is null) <> (dossier_id is null)),
	CONSTRAINT "lifted_by_somebody" CHECK ((lifted_at is null) = (lifted_by is null))
);
--> statement-breakpoint
CREATE TABLE "retained" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"system_row" uuid NOT NULL,
	"system_id" text NOT NULL,
	"collection" text NOT NULL,
	"ground" text NOT NULL,
	"until" date,
	"rows" bigint NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "known_retained" CHECK (state in ('held','due','erased','replaced'))
);
--> statement-breakpoint
ALTER TABLE "system_run" DROP CONSTRAINT "known_run";--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_chunk" ADD CONSTRAINT "erasure_chunk_system_row_erasure_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_receipt" ADD CONSTRAINT "erasure_receipt_system_row_erasure_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_system" ADD CONSTRAINT "erasure_system_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_system" ADD CONSTRAINT "erasure_system_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_system" ADD CONSTRAINT "erasure_system_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retained" ADD CONSTRAINT "retained_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retained" ADD CONSTRAINT "retained_system_row_erasure_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_erasure" ON "erasure" USING btree ("request_id") WHERE state not in ('done','dropped');--> statement-breakpoint
CREATE INDEX "erasure_done" ON "erasure" USING btree ("ended_at") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "erasure_system_due" ON "erasure_system" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "erasure_system_leased" ON "erasure_system" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "legal_hold_person" ON "legal_hold" USING btree ("mailbox_token");--> statement-breakpoint
CREATE INDEX "legal_hold_dossier" ON "legal_hold" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "retained_ends" ON "retained" USING btree ("until") WHERE state = 'held' and until is not null;--> statement-breakpoint
CREATE INDEX "retained_of" ON "retained" USING btree ("request_id","system_id");--> statement-breakpoint
ALTER TABLE "system_run" ADD CONSTRAINT "known_run" CHECK (kind in ('check','inspect','sample','test','locate','collect','erase'));