CREATE TABLE "map_head" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "only_one" CHECK (one)
);
--> statement-breakpoint
CREATE TABLE "system_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"system_id" text NOT NULL,
	"version" integer,
	"task_id" uuid,
	"kind" text NOT NULL,
	"started_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"ms" integer,
	"ok" boolean,
	"code" text,
	"rows" bigint,
	CONSTRAINT "known_run" CHECK (kind in ('check','inspect','sample','test','locate','collect'))
);
--> statement-breakpoint
CREATE TABLE "system_secret" (
	"system_id" text NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"set_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"set_by" text NOT NULL,
	CONSTRAINT "system_secret_system_id_name_pk" PRIMARY KEY("system_id","name")
);
--> statement-breakpoint
CREATE TABLE "system_state" (
	"system_id" text PRIMARY KEY NOT NULL,
	"version" integer,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"per_minute" integer,
	CONSTRAINT "known_system_state" CHECK (state in ('draft','enabled','paused','killed','retired')),
	CONSTRAINT "file_keeps_its_systems" CHECK (version is not null or state in ('enabled','paused','killed')),
	CONSTRAINT "sensible_rate" CHECK (per_minute between 1 and 6000)
);
--> statement-breakpoint
CREATE TABLE "system_version" (
	"system_id" text NOT NULL,
	"number" integer NOT NULL,
	"definition" json NOT NULL,
	"hash" "bytea" NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "system_version_system_id_number_pk" PRIMARY KEY("system_id","number")
);
--> statement-breakpoint
ALTER TABLE "system_run" ADD CONSTRAINT "system_run_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_state" ADD CONSTRAINT "system_state_version" FOREIGN KEY ("system_id","version") REFERENCES "public"."system_version"("system_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "system_run_newest" ON "system_run" USING btree ("system_id","started_at");--> statement-breakpoint
-- What was in force at a time stays readable, whatever the code does.
CREATE FUNCTION guard_system_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.number <> 1 + coalesce((SELECT max(number) FROM system_version WHERE system_id = NEW.system_id), 0) THEN
      RAISE EXCEPTION 'versions of a system are numbered one after the other' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a version of a system does not change' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER system_version_guard BEFORE INSERT OR UPDATE OR DELETE ON system_version
  FOR EACH ROW EXECUTE FUNCTION guard_system_version();
--> statement-breakpoint
CREATE TRIGGER system_version_no_truncate BEFORE TRUNCATE ON system_version
  FOR EACH STATEMENT EXECUTE FUNCTION guard_system_version();
--> statement-breakpoint
-- A system that was registered stays, as retired: open requests and past answers still name it.
CREATE FUNCTION guard_system_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.system_id = OLD.system_id AND (NEW.version IS NULL) = (OLD.version IS NULL)
       AND (NEW.state <> 'draft' OR OLD.state = 'draft') THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a system keeps its id and its keeper, and is a draft only once' USING ERRCODE = 'check_violation';
  END IF;
  RAISE EXCEPTION 'a system is retired, not removed' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER system_state_guard BEFORE UPDATE OR DELETE ON system_state
  FOR EACH ROW EXECUTE FUNCTION guard_system_state();
--> statement-breakpoint
INSERT INTO map_head (version) VALUES (0);
--> statement-breakpoint
CREATE FUNCTION bump_map_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE map_head SET version = version + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER system_state_bumps AFTER INSERT OR UPDATE ON system_state
  FOR EACH STATEMENT EXECUTE FUNCTION bump_map_head();
