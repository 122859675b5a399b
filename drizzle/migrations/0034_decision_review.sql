CREATE TABLE "decision_review" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"decision_id" text NOT NULL,
	"described" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"reviewed_by" text NOT NULL,
	"reviewed_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	CONSTRAINT "known_review_outcome" CHECK (outcome in ('stands','changed','set_aside','never_made')),
	CONSTRAINT "people_review" CHECK (reviewed_by like 'staff/%')
);
--> statement-breakpoint
ALTER TABLE "decision_review" ADD CONSTRAINT "decision_review_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_review_of" ON "decision_review" USING btree ("request_id");