CREATE TABLE "policy_version" (
	"number" integer PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"restored" integer,
	"why" text NOT NULL,
	"looser" boolean NOT NULL,
	"state" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "policy_from_one" CHECK (number >= 1),
	CONSTRAINT "policy_state" CHECK (state in ('waiting', 'counts', 'rejected', 'withdrawn')),
	CONSTRAINT "policy_decided" CHECK ((decided_by is null) = (decided_at is null)),
	CONSTRAINT "policy_waits" CHECK (state <> 'waiting' or (looser and decided_by is null)),
	CONSTRAINT "policy_four_eyes" CHECK (state <> 'counts' or not looser or (decided_by is not null and decided_by <> by)),
	CONSTRAINT "policy_withdrawn" CHECK (state <> 'withdrawn' or decided_by = by)
);
--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_by_staff_id_fk" FOREIGN KEY ("by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_one_waits" ON "policy_version" USING btree ((true)) WHERE state = 'waiting';