DROP INDEX "request_record_year";--> statement-breakpoint
ALTER TABLE "request_record" DROP CONSTRAINT "request_record_pkey";--> statement-breakpoint
ALTER TABLE "request_record" ADD CONSTRAINT "request_record_request_id_law_pk" PRIMARY KEY("request_id","law");--> statement-breakpoint
ALTER TABLE "request_record" ADD COLUMN "leads" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "request_record_each" ON "request_record" USING btree ("received_day","right_asked","response","days","on_time") WHERE leads;--> statement-breakpoint
CREATE INDEX "request_record_denied" ON "request_record" USING btree ("received_day","law") WHERE response = 'denied';--> statement-breakpoint
CREATE INDEX "request_record_year" ON "request_record" USING btree ("law","received_day","right_asked","response","days","on_time");--> statement-breakpoint
ALTER TABLE "request_record" ADD CONSTRAINT "known_response" CHECK (response in ('complied','complied_partly','denied','not_held','withdrawn','lapsed'));