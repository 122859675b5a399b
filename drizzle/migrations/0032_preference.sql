CREATE TABLE "canary_check" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_id" text NOT NULL,
	"begun_at" timestamp (6) with time zone NOT NULL,
	"judge_by" timestamp (6) with time zone NOT NULL,
	"request_id" uuid,
	"stage" text NOT NULL,
	"sealed_rows" "bytea",
	"ok" boolean,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "known_canary_stage" CHECK (stage in ('set_in','file','locate','apply','read_back','done')),
	CONSTRAINT "canary_ended" CHECK ((ok is null) = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "choice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stands" text NOT NULL,
	"since" timestamp (6) with time zone NOT NULL,
	"by" text NOT NULL,
	"request_id" uuid,
	CONSTRAINT "one_choice" UNIQUE("person_id","kind"),
	CONSTRAINT "known_stand" CHECK (stands in ('out','in')),
	CONSTRAINT "known_choice_by" CHECK ("by" in ('request','signal','staff','unsubscribe','canary','system'))
);
--> statement-breakpoint
CREATE TABLE "choice_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stands" text NOT NULL,
	"by" text NOT NULL,
	"actor" text NOT NULL,
	"request_id" uuid,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "choice_flip" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"collection" text NOT NULL,
	"row_token" "bytea" NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "choice_flip_once" UNIQUE("person_id","system_id","collection","row_token")
);
--> statement-breakpoint
CREATE TABLE "choice_identifier" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"origin" text NOT NULL,
	"channel_only" boolean DEFAULT false NOT NULL,
	"added_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "choice_identifier_once" UNIQUE("kind","token"),
	CONSTRAINT "known_choice_origin" CHECK (origin in ('claimed','proven','found'))
);
--> statement-breakpoint
CREATE TABLE "choice_person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"wrapped" "bytea",
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp (6) with time zone,
	"swept_at" timestamp (6) with time zone,
	"next_sweep_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effect_change" (
	"system_row" uuid NOT NULL,
	"number" integer NOT NULL,
	"collection" text NOT NULL,
	"row_token" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"digest" "bytea" NOT NULL,
	"at" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "effect_change_number" UNIQUE("system_row","number")
);
--> statement-breakpoint
CREATE TABLE "effect_plan" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"phase" text DEFAULT 'begin' NOT NULL,
	"in_effect_at" timestamp (6) with time zone,
	"left_to_staff" text,
	"trouble_code" text,
	CONSTRAINT "effect_plan_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "known_effect_plan_state" CHECK (state in ('ready','running','parked','settled')),
	CONSTRAINT "known_effect_plan_phase" CHECK (phase in ('begin','follow','done'))
);
--> statement-breakpoint
CREATE TABLE "effect_receipt" (
	"system_row" uuid NOT NULL,
	"number" integer NOT NULL,
	"body" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "effect_receipt_number" UNIQUE("system_row","number")
);
--> statement-breakpoint
CREATE TABLE "effect_system" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"position" integer NOT NULL,
	"act" text NOT NULL,
	"kinds" text[] NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"waits_for_placing" boolean DEFAULT false NOT NULL,
	"outcome" text,
	"rows" bigint DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"already" bigint DEFAULT 0 NOT NULL,
	"conflicts" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	"gone" bigint DEFAULT 0 NOT NULL,
	"evidence" integer DEFAULT 0 NOT NULL,
	"standing" bigint,
	"proven_at" timestamp (6) with time zone,
	"why" text,
	"by_hand_by" text,
	"sealed_note" "bytea",
	"trouble_code" text,
	"trouble" text,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "one_effect_per_system" UNIQUE("task_id","act"),
	CONSTRAINT "known_effect_act" CHECK (act in ('set','lift')),
	CONSTRAINT "known_effect_state" CHECK (state in ('held','ready','running','parked','settled')),
	CONSTRAINT "known_effect_outcome" CHECK (outcome in ('in_effect','nothing_held','cannot_hold','by_hand','partly')),
	CONSTRAINT "settled_effect_has_outcome" CHECK (state <> 'settled' or outcome is not null),
	CONSTRAINT "in_effect_is_proven" CHECK (outcome is distinct from 'in_effect' or (proven_at is not null and standing = 0))
);
--> statement-breakpoint
CREATE TABLE "heard_signal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"site" text NOT NULL,
	"token" "bytea" NOT NULL,
	"day" date NOT NULL,
	"request_id" uuid,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "heard_signal_once" UNIQUE("token","day")
);
--> statement-breakpoint
CREATE TABLE "house_alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"system_id" text NOT NULL,
	"stage" text NOT NULL,
	"raised_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	"seen_at" timestamp (6) with time zone,
	"seen_by" text,
	CONSTRAINT "known_house_alert" CHECK (kind in ('opt_out_path_broken','choice_set_back'))
);
--> statement-breakpoint
CREATE TABLE "objection" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"marketing" boolean NOT NULL,
	"purposes" jsonb NOT NULL,
	"state" text NOT NULL,
	"sealed_reason" "bytea",
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "known_objection_state" CHECK (state in ('not_needed','weighing','upheld','overridden')),
	CONSTRAINT "objection_decided_by_somebody" CHECK ((state in ('upheld','overridden')) = (decided_by is not null and sealed_reason is not null))
);
--> statement-breakpoint
CREATE TABLE "restriction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"state" text DEFAULT 'standing' NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sealed_reason" "bytea",
	"told_at" timestamp (6) with time zone,
	"lift_from" timestamp (6) with time zone,
	"lifted_by" text,
	"lifted_at" timestamp (6) with time zone,
	CONSTRAINT "restriction_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "known_restriction_ground" CHECK (ground in ('accuracy_contested','unlawful_but_keep','needed_for_claims','objection_pending')),
	CONSTRAINT "known_restriction_state" CHECK (state in ('standing','told','lifted')),
	CONSTRAINT "told_before_lifted" CHECK (state = 'standing' or (told_at is not null and lift_from is not null)),
	CONSTRAINT "lifted_after_waiting" CHECK (lifted_at is null or (lifted_by is not null and lifted_at >= lift_from))
);
--> statement-breakpoint
CREATE TABLE "restriction_exception" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"restriction_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"sealed_reason" "bytea" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "restriction_exception_once" UNIQUE("restriction_id","request_id"),
	CONSTRAINT "known_exception_ground" CHECK (ground in ('consent','legal_claims','rights_of_others','public_interest'))
);
--> statement-breakpoint
CREATE TABLE "restriction_token" (
	"restriction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token" "bytea" NOT NULL,
	CONSTRAINT "restriction_token_once" UNIQUE("restriction_id","kind","token")
);
--> statement-breakpoint
ALTER TABLE "task" DROP CONSTRAINT "known_outcome";--> statement-breakpoint
ALTER TABLE "canary_check" ADD CONSTRAINT "canary_check_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice" ADD CONSTRAINT "choice_person_id_choice_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."choice_person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice" ADD CONSTRAINT "choice_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_change" ADD CONSTRAINT "choice_change_person_id_choice_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."choice_person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_change" ADD CONSTRAINT "choice_change_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_flip" ADD CONSTRAINT "choice_flip_person_id_choice_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."choice_person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_identifier" ADD CONSTRAINT "choice_identifier_person_id_choice_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."choice_person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_change" ADD CONSTRAINT "effect_change_system_row_effect_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."effect_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_plan" ADD CONSTRAINT "effect_plan_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_receipt" ADD CONSTRAINT "effect_receipt_system_row_effect_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."effect_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_system" ADD CONSTRAINT "effect_system_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effect_system" ADD CONSTRAINT "effect_system_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heard_signal" ADD CONSTRAINT "heard_signal_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction_exception" ADD CONSTRAINT "restriction_exception_restriction_id_restriction_id_fk" FOREIGN KEY ("restriction_id") REFERENCES "public"."restriction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction_exception" ADD CONSTRAINT "restriction_exception_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction_token" ADD CONSTRAINT "restriction_token_restriction_id_restriction_id_fk" FOREIGN KEY ("restriction_id") REFERENCES "public"."restriction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_canary" ON "canary_check" USING btree ("system_id") WHERE ok is null;--> statement-breakpoint
CREATE INDEX "canary_newest" ON "canary_check" USING btree ("system_id","begun_at");--> statement-breakpoint
CREATE INDEX "choice_change_of" ON "choice_change" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "choice_flip_system" ON "choice_flip" USING btree ("system_id","last_at");--> statement-breakpoint
CREATE INDEX "choice_identifier_of" ON "choice_identifier" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "choice_person_due" ON "choice_person" USING btree ("next_sweep_at") WHERE wrapped is not null;--> statement-breakpoint
CREATE INDEX "effect_plan_due" ON "effect_plan" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "effect_plan_leased" ON "effect_plan" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "effect_system_of" ON "effect_system" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "effect_system_due" ON "effect_system" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "effect_system_leased" ON "effect_system" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "heard_signal_at" ON "heard_signal" USING btree ("site","at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_house_alert" ON "house_alert" USING btree ("kind","system_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "house_alert_unseen" ON "house_alert" USING btree ("raised_at") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "restriction_token_of" ON "restriction_token" USING btree ("token");--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "known_outcome" CHECK (outcome in ('found','nothing_held','done','refused','cancelled','not_concerned'));