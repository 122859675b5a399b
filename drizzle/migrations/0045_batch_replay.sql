CREATE TABLE "erasure_batch_replay" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_row" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"clean" boolean NOT NULL,
	"body" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasure_batch_replay" ADD CONSTRAINT "erasure_batch_replay_system_row_erasure_batch_system_id_fk" FOREIGN KEY ("system_row") REFERENCES "public"."erasure_batch_system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_batch_replay_of" ON "erasure_batch_replay" USING btree ("system_row");--> statement-breakpoint
CREATE TRIGGER erasure_batch_replay_append_only BEFORE UPDATE OR DELETE ON erasure_batch_replay
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
