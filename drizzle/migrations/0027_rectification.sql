CREATE TABLE "correction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"fact" text,
	"field" text,
	"sealed" "bytea" NOT NULL,
	"right_system" text,
	"state" text DEFAULT 'asked' NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"ground" text,
	"articles" jsonb,
	"weighed" jsonb,
	"sealed_reason" "bytea",
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	"sealed_statement" "bytea",
	"statement_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "correction_number" UNIQUE("request_id","number"),
	CONSTRAINT "correction_of_something" CHECK ((fact is null) <> (field is null)),
	CONSTRAINT "known_correction_state" CHECK (state in ('asked','granted','refused','done','withdrawn')),
	CONSTRAINT "refused_on_a_ground" CHECK (state <> 'refused' or (ground is not null and sealed_reason is not null)),
	CONSTRAINT "decided_by_staff" CHECK (decided_by is null or decided_by like 'staff/%'),
	CONSTRAINT "correction_decided" CHECK (state in ('asked','withdrawn') or decided_by is not null)
);
--> statement-breakpoint
CREATE TABLE "correction_document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"correction_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"storage_key" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact_reading" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"fields" jsonb,
	"sealed" "bytea" NOT NULL,
	"cut" boolean DEFAULT false NOT NULL,
	"read_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rectification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'planning' NOT NULL,
	"kind" text DEFAULT 'correct' NOT NULL,
	"undoes" uuid,
	"corrections" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"hash" "bytea",
	"totals" jsonb,
	"identifies" boolean DEFAULT false NOT NULL,
	"first_by" text,
	"first_at" timestamp (6) with time zone,
	"second_by" text,
	"second_at" timestamp (6) with time zone,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "rectification_number" UNIQUE("request_id","number"),
	CONSTRAINT "known_rectification_state" CHECK (state in ('planning','proposed','acting','done','dropped')),
	CONSTRAINT "known_rectification_kind" CHECK (kind in ('correct','undo') and (kind = 'undo') = (undoes is not null)),
	CONSTRAINT "people_approve_rectification" CHECK (first_by like 'staff/%' and second_by like 'staff/%' and (second_by is null or second_by <> first_by)),
	CONSTRAINT "rectification_proposed_has_hash" CHECK (state in ('planning','dropped') or (hash is not null and totals is not null)),
	CONSTRAINT "rectification_approved" CHECK ((state not in ('acting','done') and started_at is null)
          or (first_by is not null and (not identifies or second_by is not null))),
	CONSTRAINT "rectification_ended_has_time" CHECK ((state in ('done','dropped')) = (ended_at is not null))
);
--> statement-breakpoint
CREATE TABLE "rectification_cell" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_row" uuid NOT NULL,
	"correction_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"row_no" integer NOT NULL,
	"collection" text,
	"field" text,
	"sealed_row" "bytea",
	"sealed_before" "bytea",
	"sealed_wanted" "bytea",
	"identifies" boolean DEFAULT false NOT NULL,
	"derived" boolean DEFAULT false NOT NULL,
	"disputed" boolean DEFAULT true NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"why" text,
	"hand" text,
	"sealed_note" "bytea",
	"reads" text,
	"changed_at" timestamp (6) with time zone,
	CONSTRAINT "rectification_cell_no" UNIQUE("system_row","no"),
	CONSTRAINT "known_cell_state" CHECK (state in ('planned','changed','already','conflict','refused','gone','by_hand','left')),
	CONSTRAINT "known_cell_hand" CHECK (hand in ('asked','done','cannot')),
	CONSTRAINT "known_cell_reading" CHECK (reads in ('wanted','before','other','gone'))
);
--> statement-breakpoint
CREATE TABLE "rectification_entry" (
	"system_row" uuid NOT NULL,
	"number" integer NOT NULL,
	"row_no" integer NOT NULL,
	"outcome" text NOT NULL,
	"fields" integer NOT NULL,
	"ms" bigint NOT NULL,
	"at" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "rectification_entry_number" UNIQUE("system_row","number"),
	CONSTRAINT "rectification_entry_once" UNIQUE("system_row","row_no")
);
--> statement-breakpoint
CREATE TABLE "rectification_receipt" (
	"system_row" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rectification_system" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"rectification_id" uuid NOT NULL,
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
	"rows_done" integer DEFAULT 0 NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"counts" jsonb,
	"differing" integer,
	"proven_at" timestamp (6) with time zone,
	"human_task_id" uuid,
	"outcome" text,
	"trouble_code" text,
	"trouble" text,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "one_rectification_per_system" UNIQUE("rectification_id","system_id"),
	CONSTRAINT "known_rectification_work" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_rectification_phase" CHECK (phase in ('plan','act','by_hand','prove','done')),
	CONSTRAINT "known_rectification_outcome" CHECK (outcome in ('corrected','partly','refused','by_hand','nothing_to_correct','dropped')),
	CONSTRAINT "settled_rectification_has_outcome" CHECK (state <> 'settled' or outcome is not null),
	CONSTRAINT "corrected_is_proven" CHECK (outcome is null or outcome = 'dropped' or (proven_at is not null and differing is not null
          and counts is not null and (outcome <> 'corrected' or differing = 0)))
);
--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_document" ADD CONSTRAINT "correction_document_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_reading" ADD CONSTRAINT "fact_reading_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_reading" ADD CONSTRAINT "fact_reading_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_cell" ADD CONSTRAINT "rectification_cell_system_row_rectification_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."rectification_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_cell" ADD CONSTRAINT "rectification_cell_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_entry" ADD CONSTRAINT "rectification_entry_system_row_rectification_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."rectification_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_receipt" ADD CONSTRAINT "rectification_receipt_system_row_rectification_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."rectification_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_system" ADD CONSTRAINT "rectification_system_rectification_id_rectification_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "public"."rectification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_system" ADD CONSTRAINT "rectification_system_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_system" ADD CONSTRAINT "rectification_system_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_system" ADD CONSTRAINT "rectification_system_human_task_id_human_task_id_fk" FOREIGN KEY ("human_task_id") REFERENCES "public"."human_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correction_document_of" ON "correction_document" USING btree ("correction_id");--> statement-breakpoint
CREATE INDEX "fact_reading_of" ON "fact_reading" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_rectification" ON "rectification" USING btree ("request_id") WHERE state not in ('done','dropped');--> statement-breakpoint
CREATE INDEX "rectification_cell_of" ON "rectification_cell" USING btree ("correction_id");--> statement-breakpoint
CREATE INDEX "rectification_system_due" ON "rectification_system" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "rectification_system_leased" ON "rectification_system" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "rectification_system_asked" ON "rectification_system" USING btree ("human_task_id");