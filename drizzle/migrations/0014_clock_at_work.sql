CREATE TABLE "alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"law" text NOT NULL,
	"kind" text NOT NULL,
	"mark" text NOT NULL,
	"segment" text NOT NULL,
	"due_day" date NOT NULL,
	"on_day" date NOT NULL,
	"late" boolean NOT NULL,
	"raised_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (6) with time zone,
	"seen_by" text
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"request_id" uuid NOT NULL,
	"law" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"segment" text DEFAULT 'first' NOT NULL,
	"start_day" date,
	"legal_due" date,
	"safe_due" date,
	"act_by" date,
	"met_on" date,
	"late" boolean DEFAULT false NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_mark" text,
	"next_mark_on" date,
	CONSTRAINT "clock_request_id_law_kind_pk" PRIMARY KEY("request_id","law","kind"),
	CONSTRAINT "mark_has_day" CHECK ((next_mark is null) = (next_mark_on is null)),
	CONSTRAINT "known_clock_state" CHECK (state in ('not_started','running','paused','policy','withdrawn','done','not_needed'))
);
--> statement-breakpoint
CREATE TABLE "clock_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cause" text NOT NULL,
	"by" text NOT NULL,
	"approved_by" text,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clock_change_number" UNIQUE("request_id","number"),
	CONSTRAINT "two_for_receipt" CHECK (cause <> 'receipt_corrected' or (approved_by is not null and approved_by <> by))
);
--> statement-breakpoint
CREATE TABLE "extension" (
	"request_id" uuid NOT NULL,
	"law" text NOT NULL,
	"sent_day" date NOT NULL,
	"until_day" date,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"first_legal" date NOT NULL,
	"first_safe" date NOT NULL,
	"notice_id" uuid NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "extension_request_id_law_pk" PRIMARY KEY("request_id","law")
);
--> statement-breakpoint
CREATE TABLE "fee" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"by" text NOT NULL,
	"approved_by" text,
	"asked_day" date,
	"paid_day" date,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_fee_state" CHECK (state in ('proposed','asked','paid','withdrawn','dropped')),
	CONSTRAINT "fee_positive" CHECK (amount > 0),
	CONSTRAINT "two_for_unfounded_fee" CHECK (reason not in ('unfounded','excessive') or state in ('proposed','dropped') or (approved_by is not null and approved_by <> by))
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"about" text NOT NULL,
	"evidence" text,
	"asked_day" date NOT NULL,
	"asked_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"asked_by" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"answered_day" date,
	"answered_at" timestamp (6) with time zone,
	"sealed_answer" "bytea",
	"verdict" text,
	"judged_by" text,
	"judged_at" timestamp (6) with time zone,
	"document_key" text,
	"document_type" text,
	"document_deleted_at" timestamp (6) with time zone,
	CONSTRAINT "known_question" CHECK (about in ('identity','clarification')),
	CONSTRAINT "answer_after_question" CHECK (answered_day is null or answered_day >= asked_day)
);
--> statement-breakpoint
CREATE TABLE "receipt_correction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"channel" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"verdict" text,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "two_people" CHECK (decided_by is null or verdict = 'rejected' or decided_by <> by)
);
--> statement-breakpoint
CREATE TABLE "request_law" (
	"request_id" uuid NOT NULL,
	"law" text NOT NULL,
	"rule_version" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "request_law_request_id_law_pk" PRIMARY KEY("request_id","law")
);
--> statement-breakpoint
CREATE TABLE "system_pace" (
	"system_id" text PRIMARY KEY NOT NULL,
	"usual_hours" integer NOT NULL,
	"slow_hours" integer NOT NULL,
	"answers" integer NOT NULL,
	"measured_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"grounds" jsonb NOT NULL,
	"sealed" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"needs_second" boolean NOT NULL,
	"by" text NOT NULL,
	"approved_by" text,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sent_day" date,
	"notice_id" uuid,
	CONSTRAINT "known_outcome" CHECK (outcome in ('granted','partly','refused','not_held')),
	CONSTRAINT "known_decision_state" CHECK (state in ('draft','proposed','sent','dropped')),
	CONSTRAINT "two_for_decision" CHECK (state <> 'sent' or not needs_second or (approved_by is not null and approved_by <> by)),
	CONSTRAINT "sent_has_notice" CHECK ((state = 'sent') = (notice_id is not null))
);
--> statement-breakpoint
CREATE TABLE "published_figures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" integer NOT NULL,
	"law" text NOT NULL,
	"figures" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "request_record" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"law" text NOT NULL,
	"right_asked" text NOT NULL,
	"received_day" date NOT NULL,
	"manner" text NOT NULL,
	"responded_day" date,
	"response" text NOT NULL,
	"basis" jsonb NOT NULL,
	"days" integer,
	"on_time" boolean,
	"keep_until" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request" DROP CONSTRAINT "proof_before_work";--> statement-breakpoint
ALTER TABLE "request" DROP CONSTRAINT "known_status";--> statement-breakpoint
ALTER TABLE "request" DROP CONSTRAINT "ended_has_time";--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "clock_state" text DEFAULT 'running' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "clock_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "residence" text DEFAULT 'claimed' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "channel" text DEFAULT 'portal' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "entered_at" timestamp (6) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "acknowledged_day" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "answered_day" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "refused_day" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "effective_day" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "forecast_day" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "about_id" uuid;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_change" ADD CONSTRAINT "clock_change_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension" ADD CONSTRAINT "extension_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension" ADD CONSTRAINT "extension_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee" ADD CONSTRAINT "fee_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_correction" ADD CONSTRAINT "receipt_correction_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_law" ADD CONSTRAINT "request_law_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reminder_once" ON "alert" USING btree ("request_id","kind","mark","segment") WHERE mark <> 'breached';--> statement-breakpoint
CREATE UNIQUE INDEX "breach_once" ON "alert" USING btree ("request_id","law","kind","segment") WHERE mark = 'breached';--> statement-breakpoint
CREATE INDEX "alert_unseen" ON "alert" USING btree ("raised_at") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "alert_of" ON "alert" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "clock_next_mark" ON "clock" USING btree ("next_mark_on","request_id") WHERE next_mark_on is not null;--> statement-breakpoint
CREATE INDEX "question_of" ON "question" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_question" ON "question" USING btree ("request_id","about") WHERE answered_day is null;--> statement-breakpoint
CREATE INDEX "question_document" ON "question" USING btree ("answered_at") WHERE document_key is not null and document_deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_correction" ON "receipt_correction" USING btree ("request_id") WHERE verdict is null;--> statement-breakpoint
CREATE INDEX "decision_of" ON "decision" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_decision" ON "decision" USING btree ("request_id") WHERE state in ('draft','proposed');--> statement-breakpoint
CREATE INDEX "published_figures_year" ON "published_figures" USING btree ("year","law");--> statement-breakpoint
CREATE INDEX "request_record_year" ON "request_record" USING btree ("law","received_day");--> statement-breakpoint
CREATE INDEX "request_record_keep" ON "request_record" USING btree ("keep_until");--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_about_id_request_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_about" ON "request" USING btree ("about_id") WHERE about_id is not null;--> statement-breakpoint
CREATE INDEX "request_dossier" ON "request" USING btree ("dossier_id");--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "known_clock" CHECK (clock_state in ('running','paused','not_started','withdrawn'));--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "known_residence" CHECK (residence in ('claimed','evidenced'));--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "proof_before_work" CHECK (status in ('received', 'cancelled', 'lapsed', 'refused') or verified_at is not null
          or right_asked in ('opt_out', 'limit_sensitive', 'complaint'));--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "known_status" CHECK (status in ('received','collecting','reviewing','preparing','ready','closed','cancelled','lapsed','refused'));--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "ended_has_time" CHECK ((status in ('closed','cancelled','lapsed','refused')) = (ended_at is not null));