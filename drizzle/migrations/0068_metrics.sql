CREATE TABLE "metric_cell" (
	"month" date NOT NULL,
	"measure" text NOT NULL,
	"right_asked" text NOT NULL,
	"regime" text NOT NULL,
	"brand" text NOT NULL,
	"place" text NOT NULL,
	"detail" text NOT NULL,
	"bucket" integer NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "metric_cell_pk" PRIMARY KEY("measure","brand","place","right_asked","regime","month","detail","bucket")
);
--> statement-breakpoint
CREATE TABLE "metric_change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "metric_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"month" date NOT NULL,
	"measure" text NOT NULL,
	"right_asked" text NOT NULL,
	"regime" text NOT NULL,
	"brand" text NOT NULL,
	"place" text NOT NULL,
	"detail" text NOT NULL,
	"bucket" integer NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_span" (
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"since" timestamp (6) with time zone,
	"seconds" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "request_span_request_id_kind_what_pk" PRIMARY KEY("request_id","kind","what"),
	CONSTRAINT "known_span" CHECK (kind in ('stage','waits'))
);
--> statement-breakpoint
ALTER TABLE "request_span" ADD CONSTRAINT "request_span_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "metric_cell_by_right" ON "metric_cell" USING btree ("measure","brand","place","regime","right_asked","month","detail","bucket");