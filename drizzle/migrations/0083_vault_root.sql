CREATE TABLE "vault_root" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"keeper" text NOT NULL,
	"wrapped" "bytea",
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"used_from" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp (6) with time zone,
	"retired_at" timestamp (6) with time zone,
	"rewrap_place" integer,
	"rewrap_after" jsonb,
	"rewrapped" bigint DEFAULT 0 NOT NULL,
	"unreadable" bigint DEFAULT 0 NOT NULL,
	"rewrap_done_at" timestamp (6) with time zone,
	CONSTRAINT "vault_root_number_unique" UNIQUE("number"),
	CONSTRAINT "vault_root_id" CHECK ("vault_root"."id" ~ '^[0-9a-f]{16}$'),
	CONSTRAINT "vault_root_retired" CHECK (("vault_root"."retired_at" is null or "vault_root"."closed_at" is not null) and ("vault_root"."wrapped" is not null or "vault_root"."retired_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "behalf_paper" ADD COLUMN "wrapped" "bytea";