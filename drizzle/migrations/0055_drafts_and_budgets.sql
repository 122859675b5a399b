CREATE TABLE "draft_link" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"browser" "bytea" NOT NULL,
	"mailbox" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "filing_budget" (
	"scope" text NOT NULL,
	"key" "bytea" NOT NULL,
	"since" timestamp (6) with time zone NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "filing_budget_scope_key_since_pk" PRIMARY KEY("scope","key","since")
);
--> statement-breakpoint
CREATE INDEX "draft_link_mailbox" ON "draft_link" USING btree ("mailbox","created_at");--> statement-breakpoint
CREATE INDEX "filing_budget_since" ON "filing_budget" USING btree ("since");