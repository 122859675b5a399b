CREATE TABLE "audit_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_keeper" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"sequenced_until" timestamp (6) with time zone,
	"compared_at" timestamp (6) with time zone,
	"witness" text,
	"witness_at" timestamp (6) with time zone,
	"trouble" text,
	"timestamp_tried_at" timestamp (6) with time zone,
	"timestamp_trouble" text,
	CONSTRAINT "audit_keeper_one" CHECK ("audit_keeper"."one"),
	CONSTRAINT "audit_keeper_witness" CHECK ("audit_keeper"."witness" in ('agrees','behind','ahead','silent'))
);
--> statement-breakpoint
CREATE TABLE "audit_leaf" (
	"index" bigint PRIMARY KEY NOT NULL,
	"chain" text NOT NULL,
	"position" bigint NOT NULL,
	"leaf" "bytea" NOT NULL,
	CONSTRAINT "audit_leaf_once" UNIQUE("chain","position")
);
--> statement-breakpoint
CREATE TABLE "audit_node" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_node_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "audit_timestamp" (
	"size" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"token" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_witnessed" (
	"size" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_timestamp" ADD CONSTRAINT "audit_timestamp_size_audit_checkpoint_size_fk" FOREIGN KEY ("size") REFERENCES "public"."audit_checkpoint"("size") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_witnessed" ADD CONSTRAINT "audit_witnessed_size_audit_checkpoint_size_fk" FOREIGN KEY ("size") REFERENCES "public"."audit_checkpoint"("size") ON DELETE no action ON UPDATE no action;