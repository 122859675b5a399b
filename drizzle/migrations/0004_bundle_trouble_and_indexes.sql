ALTER TABLE "found_key" DROP CONSTRAINT "found_key_via_identifier_identifier_id_fk";
--> statement-breakpoint
ALTER TABLE "shared_identifier" DROP CONSTRAINT "shared_identifier_identifier_id_identifier_id_fk";
--> statement-breakpoint
ALTER TABLE "bundle" ADD COLUMN "trouble_code" text;--> statement-breakpoint
ALTER TABLE "bundle" ADD COLUMN "trouble" text;--> statement-breakpoint
ALTER TABLE "found_key" ADD CONSTRAINT "found_key_via_identifier_identifier_id_fk" FOREIGN KEY ("via_identifier") REFERENCES "public"."identifier"("id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "shared_identifier" ADD CONSTRAINT "shared_identifier_identifier_id_identifier_id_fk" FOREIGN KEY ("identifier_id") REFERENCES "public"."identifier"("id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "request_unproven" ON "request" USING btree ("received_at") WHERE status = 'received';--> statement-breakpoint
CREATE INDEX "request_answered" ON "request" USING btree ("received_at") WHERE status in ('ready', 'closed');--> statement-breakpoint
CREATE INDEX "bundle_due" ON "bundle" USING btree ("not_before") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "bundle_leased" ON "bundle" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "shared_identifier_task" ON "shared_identifier" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "shared_identifier_identifier" ON "shared_identifier" USING btree ("identifier_id");