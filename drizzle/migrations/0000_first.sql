CREATE TABLE "audit_chain" (
	"chain" text PRIMARY KEY NOT NULL,
	"length" bigint NOT NULL,
	"head" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"chain" text NOT NULL,
	"position" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_event_chain_position_pk" PRIMARY KEY("chain","position")
);
--> statement-breakpoint
CREATE TABLE "challenge" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid,
	"reference_token" "bytea" NOT NULL,
	"browser" "bytea" NOT NULL,
	"salt" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"used_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "identifier" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"origin" text NOT NULL,
	"system_id" text,
	"collection" text,
	"from_id" bigint,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identifier_once" UNIQUE("request_id","kind","token")
);
--> statement-breakpoint
CREATE TABLE "person_session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"request_id" uuid NOT NULL,
	"proven_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "person_session_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"sealed" "bytea",
	"sent_at" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_notice_state" CHECK (state in ('ready','running','settled','failed'))
);
--> statement-breakpoint
CREATE TABLE "dossier" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"browser" "bytea" PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "find_budget" (
	"mailbox" "bytea" PRIMARY KEY NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"right_asked" text NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"language" text NOT NULL,
	"place" text NOT NULL,
	"regime" text NOT NULL,
	"rule_version" text NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"received_day" date NOT NULL,
	"legal_due" date NOT NULL,
	"safe_due" date NOT NULL,
	"deadline_steps" jsonb NOT NULL,
	"sealed" "bytea" NOT NULL,
	"mailbox_token" "bytea" NOT NULL,
	"name_tokens" text[] NOT NULL,
	"filed_by" "bytea",
	"once_key" text NOT NULL,
	"verified_at" timestamp (6) with time zone,
	"verified_how" text,
	"plan_frozen_at" timestamp (6) with time zone,
	"owner_id" uuid,
	"ended_at" timestamp (6) with time zone,
	"updated_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_reference_unique" UNIQUE("reference"),
	CONSTRAINT "request_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "proof_before_work" CHECK (status in ('received', 'cancelled', 'lapsed') or verified_at is not null
          or right_asked in ('opt_out', 'limit_sensitive', 'complaint')),
	CONSTRAINT "known_status" CHECK (status in ('received','collecting','reviewing','preparing','ready','closed','cancelled','lapsed')),
	CONSTRAINT "ended_has_time" CHECK ((status in ('closed','cancelled','lapsed')) = (ended_at is not null))
);
--> statement-breakpoint
CREATE TABLE "request_key" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea",
	"destroyed_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_identity" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "staff_session_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "bundle" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"partial" boolean NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"released_by" text NOT NULL,
	"storage_key" text,
	"file_name" text,
	"bytes" bigint,
	"files" integer,
	"sha256" text,
	"contents" jsonb,
	"ready_at" timestamp (6) with time zone,
	"expires_at" timestamp (6) with time zone,
	"downloads" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bundle_number" UNIQUE("request_id","number"),
	CONSTRAINT "known_bundle_state" CHECK (state in ('ready','running','settled','failed'))
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"collection" text NOT NULL,
	"kind" text NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint NOT NULL,
	"file_name" text,
	"media_type" text,
	"via_token" "bytea",
	"storage_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "found_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"token" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"via_identifier" bigint,
	"origin" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "found_key_once" UNIQUE("task_id","token")
);
--> statement-breakpoint
CREATE TABLE "human_task" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"asked_of" text NOT NULL,
	"token_hash" "bytea",
	"title" text NOT NULL,
	"text" text NOT NULL,
	"accepts" text NOT NULL,
	"due_day" date NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"opened_at" timestamp (6) with time zone,
	"answered_at" timestamp (6) with time zone,
	"answer" text,
	"sealed_note" "bytea",
	CONSTRAINT "human_task_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "shared_identifier" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"identifier_id" bigint NOT NULL,
	"collection" text NOT NULL,
	"sealed_keys" "bytea" NOT NULL,
	"decided_at" timestamp (6) with time zone,
	"decided_by" text,
	"sealed_reason" "bytea"
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"position" integer NOT NULL,
	"answered_by" text NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"not_before" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"seen_identifier" bigint DEFAULT 0 NOT NULL,
	"keys_known" integer DEFAULT 0 NOT NULL,
	"keys_collected" integer DEFAULT 0 NOT NULL,
	"records" bigint DEFAULT 0 NOT NULL,
	"files" integer DEFAULT 0 NOT NULL,
	"trouble_code" text,
	"trouble" text,
	"asked_at" timestamp (6) with time zone,
	"answered_at" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_task_per_system" UNIQUE("request_id","system_id"),
	CONSTRAINT "known_state" CHECK (state in ('held','ready','running','parked','settled')),
	CONSTRAINT "known_outcome" CHECK (outcome in ('found','nothing_held','done','refused','cancelled')),
	CONSTRAINT "settled_has_outcome" CHECK (state <> 'settled' or outcome is not null)
);
--> statement-breakpoint
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifier" ADD CONSTRAINT "identifier_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_session" ADD CONSTRAINT "person_session_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_owner_id_staff_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_key" ADD CONSTRAINT "request_key_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_key" ADD CONSTRAINT "found_key_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_key" ADD CONSTRAINT "found_key_via_identifier_identifier_id_fk" FOREIGN KEY ("via_identifier") REFERENCES "public"."identifier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "human_task" ADD CONSTRAINT "human_task_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_identifier" ADD CONSTRAINT "shared_identifier_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_identifier" ADD CONSTRAINT "shared_identifier_identifier_id_identifier_id_fk" FOREIGN KEY ("identifier_id") REFERENCES "public"."identifier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "challenge_lookup" ON "challenge" USING btree ("reference_token","browser","created_at");--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "notice_leased" ON "notice" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "request_open_due" ON "request" USING btree ("safe_due","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "request_mailbox" ON "request" USING btree ("mailbox_token");--> statement-breakpoint
CREATE INDEX "request_name" ON "request" USING gin ("name_tokens");--> statement-breakpoint
CREATE INDEX "finding_task" ON "finding" USING btree ("task_id","position");--> statement-breakpoint
CREATE INDEX "human_task_of" ON "human_task" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "task_due" ON "task" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "task_leased" ON "task" USING btree ("lease_until") WHERE state = 'running';