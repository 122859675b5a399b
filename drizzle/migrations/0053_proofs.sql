CREATE TABLE "ceremony" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"browser" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "known_ceremony" CHECK (kind in ('sign_in','passkey_made','passkey_used'))
);
--> statement-breakpoint
CREATE TABLE "code_window" (
	"began" timestamp (6) with time zone PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (6) with time zone,
	CONSTRAINT "passkey_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "proof" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"how" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"sealed" "bytea",
	"asked_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "known_proof" CHECK (how in ('code_by_mail','link_by_mail','sign_in','passkey','second_contact','staff_phone','staff_in_person','document')),
	CONSTRAINT "known_proof_state" CHECK (state in ('asked','passed','failed','withdrawn')),
	CONSTRAINT "proof_decided" CHECK ((state = 'asked') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "challenge" ADD COLUMN "proof_id" uuid;--> statement-breakpoint
ALTER TABLE "challenge" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "challenge" ADD COLUMN "link_hash" "bytea";--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof" ADD CONSTRAINT "proof_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkey_account" ON "passkey" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "proof_request" ON "proof" USING btree ("request_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "proof_open_once" ON "proof" USING btree ("request_id","how") WHERE state = 'asked';--> statement-breakpoint
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_proof_id_proof_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proof"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_link_hash_unique" UNIQUE("link_hash");