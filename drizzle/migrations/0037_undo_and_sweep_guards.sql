-- The key of what can be taken back is made once and destroyed once, and nothing of it comes again.
CREATE FUNCTION guard_erasure_undo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what can be taken back stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.system_row <> OLD.system_row OR NEW.request_id <> OLD.request_id OR NEW.days <> OLD.days
     OR (NEW.wrapped IS NOT NULL AND NEW.wrapped IS DISTINCT FROM OLD.wrapped) THEN
    RAISE EXCEPTION 'the key of what can be taken back does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.wrapped IS NULL AND (NEW.state <> OLD.state OR NEW.outcome IS DISTINCT FROM OLD.outcome
       OR NEW.shredded_at IS DISTINCT FROM OLD.shredded_at) THEN
    RAISE EXCEPTION 'what is final stays final' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.until_day < OLD.until_day THEN
    RAISE EXCEPTION 'the days to take it back do not become fewer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_undo_guard BEFORE UPDATE OR DELETE ON erasure_undo
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_undo();
--> statement-breakpoint
-- Nothing is put back while its erasure still runs, nor without somebody who asked for it.
CREATE FUNCTION guard_putting_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.asked_by IS NULL OR EXISTS (SELECT 1 FROM erasure_system s JOIN erasure e ON e.id = s.erasure_id
       WHERE s.id = NEW.system_row AND e.state NOT IN ('done', 'stopped', 'dropped')) THEN
    RAISE EXCEPTION 'nobody asked to put it back, or it still runs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER putting_back_guard BEFORE UPDATE ON erasure_undo FOR EACH ROW
  WHEN (NEW.state IN ('ready', 'running') AND OLD.state = 'parked') EXECUTE FUNCTION guard_putting_back();
--> statement-breakpoint
-- A system that is being put back is not erased from at the same time.
CREATE FUNCTION guard_no_act_beside_undo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure_undo u JOIN erasure_system s ON s.id = u.system_row
       WHERE s.erasure_id = NEW.id AND u.asked_by IS NOT NULL) THEN
    RAISE EXCEPTION 'it is being put back, or was' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_not_beside_undo BEFORE UPDATE ON erasure FOR EACH ROW
  WHEN (NEW.state = 'acting' AND OLD.state = 'stopped') EXECUTE FUNCTION guard_no_act_beside_undo();
