CREATE TABLE "link_decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"verdict" text NOT NULL,
	"key_token" "bytea",
	"identifier_kind" text,
	"identifier_token" "bytea",
	"person_tokens" text[] NOT NULL,
	"sealed_reason" "bytea" NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp (6) with time zone,
	"sealed_undo_reason" "bytea",
	CONSTRAINT "known_decision" CHECK (verdict in ('accepted','rejected','split','all','none')),
	CONSTRAINT "undone_by_somebody" CHECK ((undone_at is null) = (undone_by is null))
);
--> statement-breakpoint
CREATE TABLE "proposed_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"token" "bytea" NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"sealed_facts" "bytea" NOT NULL,
	"verdict" text NOT NULL,
	"bits" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text NOT NULL,
	"decision_id" uuid,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposed_link_once" UNIQUE("task_id","token"),
	CONSTRAINT "known_verdict" CHECK (verdict in ('automatic','possible')),
	CONSTRAINT "known_link_state" CHECK (state in ('proposed','used','accepted','rejected')),
	CONSTRAINT "decided_by_somebody" CHECK (state in ('proposed','used') or decision_id is not null)
);
--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "from_key" "bytea";--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "confidence" text DEFAULT 'exact' NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "likeness" text DEFAULT 'not' NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "yields" text DEFAULT 'limited' NOT NULL;--> statement-breakpoint
ALTER TABLE "link_decision" ADD CONSTRAINT "link_decision_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_link" ADD CONSTRAINT "proposed_link_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_link" ADD CONSTRAINT "proposed_link_decision_id_link_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."link_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_decision_request" ON "link_decision" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "link_decision_person" ON "link_decision" USING gin ("person_tokens");--> statement-breakpoint
ALTER TABLE "identifier" ADD CONSTRAINT "known_confidence" CHECK (confidence in ('proven','exact','confirmed','claimed'));--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "known_likeness" CHECK (likeness in ('not','due','done'));--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "known_yields" CHECK (yields in ('limited','all','none'));