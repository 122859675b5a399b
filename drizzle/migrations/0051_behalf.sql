CREATE TABLE "behalf" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"batch_id" uuid,
	"relation" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"answer_to" text NOT NULL,
	"wanted_to" text NOT NULL,
	"asker_token" "bytea" NOT NULL,
	"person_token" "bytea",
	"filed_by" "bytea",
	"asker_proven_at" timestamp (6) with time zone,
	"link_hash" "bytea",
	"asked_at" timestamp (6) with time zone,
	"person_said" text,
	"person_said_at" timestamp (6) with time zone,
	"paper_at" timestamp (6) with time zone,
	"how" text,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"sealed_reason" "bytea",
	"hold_until" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "behalf_dossier_id_unique" UNIQUE("dossier_id"),
	CONSTRAINT "behalf_link_hash_unique" UNIQUE("link_hash"),
	CONSTRAINT "known_relation" CHECK (relation in ('agent','parent','executor')),
	CONSTRAINT "known_behalf_state" CHECK (state in ('open','accepted','refused','revoked')),
	CONSTRAINT "known_answer_to" CHECK (answer_to in ('person','asker')),
	CONSTRAINT "known_wanted_to" CHECK (wanted_to in ('person','asker')),
	CONSTRAINT "known_said" CHECK (person_said is null or person_said in ('yes','no')),
	CONSTRAINT "known_how" CHECK (how is null or how in ('person','paper','declaration')),
	CONSTRAINT "accepted_somehow" CHECK (state <> 'accepted' or (how is not null and decided_at is not null)),
	CONSTRAINT "to_agent_by_staff" CHECK (relation <> 'agent' or answer_to = 'person' or (decided_by is not null and hold_until is not null))
);
--> statement-breakpoint
CREATE TABLE "behalf_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"asker_token" "bytea" NOT NULL,
	"once_key" text NOT NULL,
	"people" integer NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "behalf_batch_once_key_unique" UNIQUE("once_key")
);
--> statement-breakpoint
CREATE TABLE "behalf_paper" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"behalf_id" uuid,
	"batch_id" uuid,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"place" text NOT NULL,
	"content_token" "bytea" NOT NULL,
	"stored_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (6) with time zone,
	CONSTRAINT "paper_of_one" CHECK ((behalf_id is null) <> (batch_id is null))
);
--> statement-breakpoint
ALTER TABLE "behalf" ADD CONSTRAINT "behalf_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "behalf" ADD CONSTRAINT "behalf_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "behalf" ADD CONSTRAINT "behalf_batch_id_behalf_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."behalf_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "behalf" ADD CONSTRAINT "behalf_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "behalf_paper" ADD CONSTRAINT "behalf_paper_behalf_id_behalf_id_fk" FOREIGN KEY ("behalf_id") REFERENCES "public"."behalf"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "behalf_paper" ADD CONSTRAINT "behalf_paper_batch_id_behalf_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."behalf_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "behalf_asker" ON "behalf" USING btree ("asker_token","created_at");--> statement-breakpoint
CREATE INDEX "behalf_person" ON "behalf" USING btree ("person_token","asked_at") WHERE person_token is not null;--> statement-breakpoint
CREATE INDEX "behalf_batch_of" ON "behalf" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "behalf_waiting" ON "behalf" USING btree ("paper_at") WHERE state = 'open' and paper_at is not null;--> statement-breakpoint
CREATE INDEX "behalf_batch_asker" ON "behalf_batch" USING btree ("asker_token","created_at");--> statement-breakpoint
CREATE INDEX "behalf_paper_of" ON "behalf_paper" USING btree ("behalf_id") WHERE behalf_id is not null;--> statement-breakpoint
CREATE INDEX "behalf_paper_batch" ON "behalf_paper" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "behalf_paper_content" ON "behalf_paper" USING btree ("content_token");--> statement-breakpoint
CREATE INDEX "behalf_paper_kept" ON "behalf_paper" USING btree ("stored_at") WHERE deleted_at is null;