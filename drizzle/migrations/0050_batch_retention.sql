ALTER TABLE "erasure_batch" ADD COLUMN "kind" text DEFAULT 'list' NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD COLUMN "outlived" jsonb;--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD CONSTRAINT "known_batch_kind" CHECK (kind in ('list','retention'));