CREATE TABLE "came_back" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"collection" text NOT NULL,
	"row_token" "bytea" NOT NULL,
	"known_by" "bytea" NOT NULL,
	"kinds" jsonb NOT NULL,
	"opened_day" date,
	"first_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"planned_id" uuid,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "came_back_once" UNIQUE("request_id","system_id","collection","row_token"),
	CONSTRAINT "known_came_back" CHECK (state in ('open','planned','left','gone')),
	CONSTRAINT "left_by_somebody" CHECK (state <> 'left' or decided_by is not null)
);
--> statement-breakpoint
CREATE TABLE "erased_token" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "erased_token_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token" "bytea" NOT NULL,
	"what" text NOT NULL,
	"request_id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"erased_day" date NOT NULL,
	"until_day" date NOT NULL,
	CONSTRAINT "erased_token_once" UNIQUE("request_id","what","token"),
	CONSTRAINT "known_erased_token" CHECK (what in ('identifier','key','stays','changed'))
);
--> statement-breakpoint
CREATE TABLE "erasure_image" (
	"undo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"storage_key" text NOT NULL,
	"rows" integer NOT NULL,
	"sure" boolean DEFAULT false NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_image_undo_id_number_pk" PRIMARY KEY("undo_id","number")
);
--> statement-breakpoint
CREATE TABLE "erasure_sweep" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_id" text NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"begun_at" timestamp (6) with time zone,
	"swept_at" timestamp (6) with time zone,
	"identifiers" bigint DEFAULT 0 NOT NULL,
	"found" bigint DEFAULT 0 NOT NULL,
	"cannot" text,
	"trouble_code" text,
	"trouble" text,
	CONSTRAINT "one_sweep_per_system" UNIQUE("system_id"),
	CONSTRAINT "known_sweep_state" CHECK (state in ('ready','running'))
);
--> statement-breakpoint
CREATE TABLE "erasure_undo" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_row" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"wrapped" "bytea",
	"days" integer NOT NULL,
	"until_day" date NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"asked_by" text,
	"asked_at" timestamp (6) with time zone,
	"sealed_reason" "bytea",
	"result" jsonb,
	"ended_at" timestamp (6) with time zone,
	"outcome" text,
	"shredded_at" timestamp (6) with time zone,
	"body" text,
	"signature" "bytea",
	"key_id" text,
	"trouble_code" text,
	"trouble" text,
	CONSTRAINT "one_undo_per_system" UNIQUE("system_row"),
	CONSTRAINT "known_undo_state" CHECK (state in ('parked','ready','running','settled')),
	CONSTRAINT "known_undo_outcome" CHECK (outcome in ('undone','partly','expired')),
	CONSTRAINT "undo_asked_with_reason" CHECK ((asked_by is null) = (sealed_reason is null)),
	CONSTRAINT "put_back_was_asked" CHECK (result is null or (asked_by is not null and body is not null)),
	CONSTRAINT "settled_undo_has_no_key" CHECK ((state = 'settled') = (wrapped is null)),
	CONSTRAINT "shredded_has_time" CHECK ((wrapped is null) = (shredded_at is not null))
);
--> statement-breakpoint
ALTER TABLE "erasure" DROP CONSTRAINT "known_erasure_cause";--> statement-breakpoint
ALTER TABLE "erasure_system" ADD COLUMN "no_undo" text;--> statement-breakpoint
ALTER TABLE "came_back" ADD CONSTRAINT "came_back_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "came_back" ADD CONSTRAINT "came_back_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "came_back" ADD CONSTRAINT "came_back_planned_id_erasure_id_fk" FOREIGN KEY ("planned_id") REFERENCES "public"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_token" ADD CONSTRAINT "erased_token_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_token" ADD CONSTRAINT "erased_token_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_image" ADD CONSTRAINT "erasure_image_undo_id_erasure_undo_id_fk" FOREIGN KEY ("undo_id") REFERENCES "public"."erasure_undo"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_undo" ADD CONSTRAINT "erasure_undo_system_row_erasure_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_undo" ADD CONSTRAINT "erasure_undo_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "came_back_open" ON "came_back" USING btree ("first_at") WHERE state in ('open','planned');--> statement-breakpoint
CREATE INDEX "came_back_in" ON "came_back" USING btree ("system_id","last_at");--> statement-breakpoint
CREATE INDEX "erased_token_of" ON "erased_token" USING btree ("token");--> statement-breakpoint
CREATE INDEX "erased_token_ends" ON "erased_token" USING btree ("until_day");--> statement-breakpoint
CREATE INDEX "erasure_sweep_due" ON "erasure_sweep" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "erasure_sweep_leased" ON "erasure_sweep" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "erasure_undo_due" ON "erasure_undo" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "erasure_undo_leased" ON "erasure_undo" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "erasure_undo_ends" ON "erasure_undo" USING btree ("until_day") WHERE wrapped is not null;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "known_erasure_cause" CHECK (cause in ('asked','hold_ended','came_back'));