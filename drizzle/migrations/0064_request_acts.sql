CREATE TABLE "bulk_item" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"run_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"why" text,
	"before" jsonb,
	CONSTRAINT "known_bulk_state" CHECK (state in ('waiting','done','not_done','undone'))
);
--> statement-breakpoint
CREATE TABLE "bulk_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"act" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"once_key" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (6) with time zone,
	CONSTRAINT "bulk_run_once_key_unique" UNIQUE("once_key")
);
--> statement-breakpoint
CREATE TABLE "request_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (6) with time zone,
	"due_at" timestamp (6) with time zone,
	"done_at" timestamp (6) with time zone,
	CONSTRAINT "known_link_kind" CHECK (kind in ('duplicate','related','reopened')),
	CONSTRAINT "link_of_two" CHECK (from_id <> to_id),
	CONSTRAINT "duplicate_has_time" CHECK ((kind = 'duplicate') = (due_at is not null)),
	CONSTRAINT "link_done_or_undone" CHECK (done_at is null or undone_at is null)
);
--> statement-breakpoint
CREATE TABLE "request_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text DEFAULT 'note' NOT NULL,
	"sealed" "bytea" NOT NULL,
	"once_key" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"taken_back_at" timestamp (6) with time zone,
	CONSTRAINT "request_note_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "known_note_kind" CHECK (kind in ('note','hand_over'))
);
--> statement-breakpoint
CREATE TABLE "spam_proposal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"why" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "known_spam_state" CHECK (state in ('proposed','approved','rejected','withdrawn')),
	CONSTRAINT "known_spam_why" CHECK (why in ('advertising','machine','nonsense','attack')),
	CONSTRAINT "spam_decided_has_time" CHECK ((state = 'proposed') = (decided_at is null)),
	CONSTRAINT "spam_by_two" CHECK (state <> 'approved' or (decided_by is not null and decided_by <> proposed_by))
);
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "snoozed_until" date;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "spam_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "triaged_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_run_id_bulk_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bulk_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_run" ADD CONSTRAINT "bulk_run_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_link" ADD CONSTRAINT "request_link_from_id_request_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_link" ADD CONSTRAINT "request_link_to_id_request_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_link" ADD CONSTRAINT "request_link_by_staff_id_fk" FOREIGN KEY ("by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spam_proposal" ADD CONSTRAINT "spam_proposal_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spam_proposal" ADD CONSTRAINT "spam_proposal_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spam_proposal" ADD CONSTRAINT "spam_proposal_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_item_once" ON "bulk_item" USING btree ("run_id","request_id");--> statement-breakpoint
CREATE INDEX "bulk_run_at" ON "bulk_run" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "request_link_once" ON "request_link" USING btree ("from_id","to_id","kind") WHERE undone_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "request_link_one_first" ON "request_link" USING btree ("from_id") WHERE kind = 'duplicate' and undone_at is null;--> statement-breakpoint
CREATE INDEX "request_link_to" ON "request_link" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "request_link_due" ON "request_link" USING btree ("due_at") WHERE done_at is null and undone_at is null and due_at is not null;--> statement-breakpoint
CREATE INDEX "request_note_of" ON "request_note" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "spam_proposal_open" ON "spam_proposal" USING btree ("request_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "spam_proposal_of" ON "spam_proposal" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "request_untriaged" ON "request" USING btree ("received_at") WHERE triaged_at is null and ended_at is null;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "known_waits_for" CHECK (waits_for in ('person','system','us'));--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "few_tags" CHECK (cardinality(tags) <= 12);