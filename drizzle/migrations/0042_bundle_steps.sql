CREATE TABLE "bundle_download" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bundle_download_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"bundle_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"begun_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bundle_piece" (
	"step_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"storage_key" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "bundle_piece_step_id_position_pk" PRIMARY KEY("step_id","position")
);
--> statement-breakpoint
CREATE TABLE "bundle_step" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bundle_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"made_from" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"system_id" text,
	"records" bigint DEFAULT 0 NOT NULL,
	"done_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bundle_step_position" UNIQUE("bundle_id","position")
);
--> statement-breakpoint
ALTER TABLE "bundle_download" ADD CONSTRAINT "bundle_download_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_piece" ADD CONSTRAINT "bundle_piece_step_id_bundle_step_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."bundle_step"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_step" ADD CONSTRAINT "bundle_step_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bundle_download_by" ON "bundle_download" USING btree ("bundle_id","session_id");