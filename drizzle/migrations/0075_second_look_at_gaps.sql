CREATE TABLE "redaction_look" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"decisions" "bytea" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_look_each" UNIQUE("request_id","decisions","by")
);
--> statement-breakpoint
ALTER TABLE "redaction_look" ADD CONSTRAINT "redaction_look_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;