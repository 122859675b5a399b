CREATE TABLE "broken_glass" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"until" timestamp (6) with time zone NOT NULL,
	"read_by" uuid,
	"read_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "request_confidant" (
	"request_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"by_id" uuid,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_confidant_request_id_staff_id_pk" PRIMARY KEY("request_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "staff_kept_form" (
	"staff_id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "confidential" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "brands" text[];--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "places" text[];--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "systems" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "seen_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "staff_session" ADD COLUMN "stepped_up_at" timestamp (6) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_session" ADD COLUMN "device" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_read_by_staff_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_confidant" ADD CONSTRAINT "request_confidant_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_confidant" ADD CONSTRAINT "request_confidant_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_confidant" ADD CONSTRAINT "request_confidant_by_id_staff_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_kept_form" ADD CONSTRAINT "staff_kept_form_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broken_glass_open" ON "broken_glass" USING btree ("request_id","staff_id","until");--> statement-breakpoint
CREATE INDEX "broken_glass_at" ON "broken_glass" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "request_confidant_staff" ON "request_confidant" USING btree ("staff_id");