CREATE TABLE "queue_stale" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_standing" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"approval" boolean DEFAULT false NOT NULL,
	"parts" text[] DEFAULT '{}' NOT NULL,
	"brand" text NOT NULL,
	"place" text NOT NULL,
	"counted" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_tally" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"brand" text NOT NULL,
	"place" text NOT NULL,
	"owner_id" uuid,
	"day" date,
	"requests" integer NOT NULL,
	"folded" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"reach" text NOT NULL,
	"role" text,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_reach" CHECK (reach in ('private','shared','role')),
	CONSTRAINT "role_of_view" CHECK ((reach = 'role') = (role is not null))
);
--> statement-breakpoint
ALTER TABLE "queue_standing" ADD CONSTRAINT "queue_standing_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queue_stale_of" ON "queue_stale" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "queue_standing_approval" ON "queue_standing" USING btree ("request_id") WHERE approval;--> statement-breakpoint
CREATE INDEX "queue_tally_all" ON "queue_tally" USING btree ("kind","owner_id","day") WHERE brand = '*';--> statement-breakpoint
CREATE INDEX "queue_tally_part" ON "queue_tally" USING btree ("kind","brand","place") WHERE brand <> '*';--> statement-breakpoint
CREATE INDEX "queue_tally_new" ON "queue_tally" USING btree ("id") WHERE not folded;--> statement-breakpoint
CREATE INDEX "saved_view_of" ON "saved_view" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "saved_view_reach" ON "saved_view" USING btree ("reach","role");--> statement-breakpoint
CREATE INDEX "broken_glass_of" ON "broken_glass" USING btree ("staff_id","until");--> statement-breakpoint
CREATE INDEX "request_record_late" ON "request_record" USING btree ("request_id") WHERE leads and not on_time;--> statement-breakpoint
CREATE INDEX "request_due" ON "request" USING btree ("safe_due","id");--> statement-breakpoint
CREATE INDEX "request_came" ON "request" USING btree ("received_day","id");--> statement-breakpoint
CREATE INDEX "request_by_right" ON "request" USING btree ("right_asked","safe_due","id");--> statement-breakpoint
CREATE INDEX "request_by_law" ON "request" USING btree ("regime","safe_due","id");--> statement-breakpoint
CREATE INDEX "request_by_stage" ON "request" USING btree ("status","safe_due","id");--> statement-breakpoint
CREATE INDEX "request_by_owner" ON "request" USING btree (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'::uuid),"safe_due","id");--> statement-breakpoint
CREATE INDEX "request_ended_day" ON "request" USING btree (ended_day(answered_day, refused_day, ended_at));--> statement-breakpoint
CREATE INDEX "request_tags" ON "request" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "request_part" ON "request" USING btree ("right"(reference, 7) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "request_last_part" ON "request" USING btree ("right"(reference, 3));--> statement-breakpoint
CREATE INDEX "request_confidential" ON "request" USING btree ("id") WHERE confidential;--> statement-breakpoint
CREATE INDEX "request_spam" ON "request" USING btree ("id") WHERE spam_at is not null;