-- A frozen plan stays frozen: without this, taking the time of freezing away would let systems join or leave it.
CREATE FUNCTION guard_frozen_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.plan_frozen_at IS NOT NULL AND NEW.plan_frozen_at IS DISTINCT FROM OLD.plan_frozen_at THEN
    RAISE EXCEPTION 'a frozen plan stays frozen' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_plan_guard BEFORE UPDATE ON request FOR EACH ROW EXECUTE FUNCTION guard_frozen_plan();
--> statement-breakpoint
CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'plans and requests are not emptied' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER task_no_truncate BEFORE TRUNCATE ON task FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
--> statement-breakpoint
CREATE TRIGGER request_no_truncate BEFORE TRUNCATE ON request FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
