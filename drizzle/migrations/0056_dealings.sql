CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"storage_key" text NOT NULL,
	"sealed_name" "bytea" NOT NULL,
	CONSTRAINT "attachment_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "attachment_place" UNIQUE("message_id","place")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"by" text NOT NULL,
	"once_key" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (6) with time zone,
	CONSTRAINT "message_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "message_number" UNIQUE("request_id","number"),
	CONSTRAINT "known_message_side" CHECK (side in ('person','staff')),
	CONSTRAINT "known_message_kind" CHECK (kind in ('message','detail','change','narrow')),
	CONSTRAINT "staff_only_write" CHECK (side = 'person' or kind = 'message')
);
--> statement-breakpoint
CREATE TABLE "message_draft" (
	"request_id" uuid NOT NULL,
	"writer" text NOT NULL,
	"page" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_draft_request_id_writer_page_pk" PRIMARY KEY("request_id","writer","page")
);
--> statement-breakpoint
CREATE TABLE "opinion_given" (
	"request_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opinion_tally" (
	"month" date NOT NULL,
	"right_asked" text NOT NULL,
	"answer" text NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "opinion_tally_month_right_asked_answer_pk" PRIMARY KEY("month","right_asked","answer"),
	CONSTRAINT "known_opinion" CHECK (answer in ('well','partly','badly'))
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "bounced_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "once_key" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_draft" ADD CONSTRAINT "message_draft_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_given" ADD CONSTRAINT "opinion_given_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_unseen" ON "message" USING btree ("at") WHERE seen_at is null and side = 'person';--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_once_key_unique" UNIQUE("once_key");