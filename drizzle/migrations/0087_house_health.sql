CREATE TABLE "health_alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"broken_at" timestamp (6) with time zone NOT NULL,
	"raised_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (6) with time zone,
	"seen_at" timestamp (6) with time zone,
	"seen_by" text
);
--> statement-breakpoint
CREATE TABLE "health_mark" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"looked_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_health" CHECK (state in ('well','slow','broken'))
);
--> statement-breakpoint
CREATE TABLE "house_round" (
	"name" text PRIMARY KEY NOT NULL,
	"ran_at" timestamp (6) with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"ok_at" timestamp (6) with time zone,
	"handled" bigint DEFAULT 0 NOT NULL,
	"handled_ever" bigint DEFAULT 0 NOT NULL,
	"cut_off" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "house_schema" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"applied" integer NOT NULL,
	"oldest" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "only_one_house_schema" CHECK (one)
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"version" text NOT NULL,
	"migrations" integer NOT NULL,
	"busy" integer DEFAULT 0 NOT NULL,
	"draining" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_health_alert" ON "health_alert" USING btree ("name") WHERE ended_at is null;