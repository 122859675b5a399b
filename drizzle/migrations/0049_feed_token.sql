CREATE TABLE "feed_token" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"sealed_name" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"last_used_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	"ended_why" text,
	"hour_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"hour_uses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "feed_token_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "ended_token_has_why" CHECK ((ended_at is null) = (ended_why is null)),
	CONSTRAINT "known_token_end" CHECK (ended_why in ('person','erased')),
	CONSTRAINT "token_ends_in_a_year" CHECK (expires_at <= created_at + interval '366 days')
);
--> statement-breakpoint
ALTER TABLE "feed_token" ADD CONSTRAINT "feed_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_token_of" ON "feed_token" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "feed_token_over" ON "feed_token" USING btree ("expires_at");