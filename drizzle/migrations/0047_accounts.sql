CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"token" "bytea" NOT NULL,
	"mailbox_token" "bytea",
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"last_proven_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_once" UNIQUE("kind","token"),
	CONSTRAINT "known_account" CHECK (kind in ('mailbox','sign_in'))
);
--> statement-breakpoint
ALTER TABLE "person_session" ALTER COLUMN "request_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person_session" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "person_session" ADD COLUMN "how" text DEFAULT 'code_by_mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "person_session" ADD COLUMN "device" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "account_id" uuid;--> statement-breakpoint
CREATE INDEX "account_mailbox" ON "account" USING btree ("mailbox_token") WHERE mailbox_token is not null;--> statement-breakpoint
ALTER TABLE "person_session" ADD CONSTRAINT "person_session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "person_session_account" ON "person_session" USING btree ("account_id") WHERE account_id is not null;--> statement-breakpoint
CREATE INDEX "request_account" ON "request" USING btree ("account_id") WHERE account_id is not null;--> statement-breakpoint
ALTER TABLE "person_session" ADD CONSTRAINT "session_of_one_thing" CHECK (num_nonnulls(request_id, account_id) = 1);