CREATE TABLE "presence" (
	"request_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"doing" text NOT NULL,
	"until" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "presence_request_id_staff_id_pk" PRIMARY KEY("request_id","staff_id"),
	CONSTRAINT "known_doing" CHECK (doing in ('looks','types'))
);
--> statement-breakpoint
CREATE TABLE "staff_setting" (
	"staff_id" uuid PRIMARY KEY NOT NULL,
	"keys" jsonb NOT NULL,
	"density" text NOT NULL,
	"theme" text NOT NULL,
	CONSTRAINT "known_density" CHECK (density in ('roomy','compact')),
	CONSTRAINT "known_theme" CHECK (theme in ('system','light','dark'))
);
--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_setting" ADD CONSTRAINT "staff_setting_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;