ALTER TABLE "erasure_batch" DROP CONSTRAINT "known_batch_kind";--> statement-breakpoint
ALTER TABLE "erased_token" ALTER COLUMN "request_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "erased_token" ALTER COLUMN "erasure_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD COLUMN "followed_day" date;--> statement-breakpoint
ALTER TABLE "erased_token" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD CONSTRAINT "erasure_batch_follows_id_erasure_batch_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_token" ADD CONSTRAINT "erased_token_batch_id_erasure_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."erasure_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_batch_follows" ON "erasure_batch" USING btree ("follows_id");--> statement-breakpoint
ALTER TABLE "erased_token" ADD CONSTRAINT "erased_token_once_in_batch" UNIQUE("batch_id","what","token");--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD CONSTRAINT "hold_ended_follows" CHECK ((kind = 'hold_ended') = (follows_id is not null));--> statement-breakpoint
ALTER TABLE "erasure_batch" ADD CONSTRAINT "known_batch_kind" CHECK (kind in ('list','retention','hold_ended','came_back'));--> statement-breakpoint
ALTER TABLE "erased_token" ADD CONSTRAINT "erased_by_one" CHECK ((batch_id is null) = (request_id is not null and erasure_id is not null));