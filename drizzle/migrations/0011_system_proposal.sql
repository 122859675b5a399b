CREATE TABLE "system_proposal" (
	"system_id" text PRIMARY KEY NOT NULL,
	"reasons" json NOT NULL,
	"made_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"made_by" text NOT NULL
);
