-- What a plan changes in other people's systems is what was approved of it, whatever the code does.
CREATE FUNCTION guard_rectification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a rectification stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.request_id <> OLD.request_id OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind
     OR NEW.undoes IS DISTINCT FROM OLD.undoes OR NEW.corrections <> OLD.corrections
     OR ((OLD.first_by IS NOT NULL OR NEW.first_by IS NOT NULL) AND OLD.hash IS NOT NULL
         AND (NEW.hash IS DISTINCT FROM OLD.hash OR NEW.totals IS DISTINCT FROM OLD.totals
              OR NEW.identifies <> OLD.identifies))
     OR (OLD.first_by IS NOT NULL AND NEW.first_by IS DISTINCT FROM OLD.first_by)
     OR (OLD.second_by IS NOT NULL AND NEW.second_by IS DISTINCT FROM OLD.second_by)
     OR (OLD.started_at IS NOT NULL AND NEW.started_at IS DISTINCT FROM OLD.started_at) THEN
    RAISE EXCEPTION 'what was planned and approved does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.first_by IS DISTINCT FROM OLD.first_by OR NEW.second_by IS DISTINCT FROM OLD.second_by)
     AND OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'only a proposed plan is approved' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (OLD.state = 'planning' AND NEW.state IN ('proposed', 'dropped'))
    OR (OLD.state = 'proposed' AND NEW.state IN ('acting', 'dropped'))
    OR (OLD.state = 'acting' AND NEW.state = 'done')) THEN
    RAISE EXCEPTION 'a rectification does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'acting' AND OLD.state <> 'acting' THEN
    IF NEW.started_at IS NULL
       OR (SELECT count(*) FROM staff WHERE 'staff/' || id IN (NEW.first_by, NEW.second_by) AND NOT disabled
             AND role IN ('lead', 'approver')) <> (CASE WHEN NEW.second_by IS NULL THEN 1 ELSE 2 END) THEN
      RAISE EXCEPTION 'somebody who approved may not approve any more' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.identifies <> EXISTS (SELECT 1 FROM rectification_cell c JOIN rectification_system s ON s.id = c.system_row
                 WHERE s.rectification_id = NEW.id AND c.identifies AND c.state = 'planned') THEN
      RAISE EXCEPTION 'whoever is found by it must be said' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id AND (verified_at IS NULL
                 OR status NOT IN ('collecting', 'reviewing', 'preparing', 'ready'))) THEN
      RAISE EXCEPTION 'nobody asks for it' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'done' AND OLD.state <> 'done' AND EXISTS (
       SELECT 1 FROM rectification_system s LEFT JOIN rectification_receipt r ON r.system_row = s.id
       WHERE s.rectification_id = NEW.id AND (s.state <> 'settled' OR s.outcome = 'dropped' OR r.system_row IS NULL)) THEN
    RAISE EXCEPTION 'a system of the plan has no receipt' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_guard BEFORE UPDATE OR DELETE ON rectification
  FOR EACH ROW EXECUTE FUNCTION guard_rectification();
--> statement-breakpoint
-- A plan that is dropped leaves no work behind.
CREATE FUNCTION drop_rectification_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE rectification_system SET state = 'settled', phase = 'done', outcome = 'dropped', ended_at = now()
    WHERE rectification_id = NEW.id AND state <> 'settled';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_dropped AFTER UPDATE ON rectification FOR EACH ROW
  WHEN (NEW.state = 'dropped' AND OLD.state <> 'dropped') EXECUTE FUNCTION drop_rectification_work();
--> statement-breakpoint
CREATE FUNCTION guard_rectification_system() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a system does not leave the plan' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'settled' AND (NEW.state <> 'settled' OR NEW.outcome <> OLD.outcome
       OR NEW.counts IS DISTINCT FROM OLD.counts OR NEW.differing IS DISTINCT FROM OLD.differing) THEN
    RAISE EXCEPTION 'a system that is done stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.rectification_id <> OLD.rectification_id OR NEW.request_id <> OLD.request_id OR NEW.task_id <> OLD.task_id
     OR NEW.system_id <> OLD.system_id OR NEW.position <> OLD.position
     OR NEW.entries < OLD.entries OR NEW.rows_done < OLD.rows_done THEN
    RAISE EXCEPTION 'work undone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_system_guard BEFORE UPDATE OR DELETE ON rectification_system
  FOR EACH ROW EXECUTE FUNCTION guard_rectification_system();
--> statement-breakpoint
-- A cell belongs to the plan that was approved: what it says and is to say does not change, and it says changed only
-- where a row was written, or where the system was read again after somebody did it by hand.
CREATE FUNCTION guard_rectification_cell() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan rectification%ROWTYPE;
BEGIN
  SELECT r.* INTO plan FROM rectification r JOIN rectification_system s ON s.rectification_id = r.id
    WHERE s.id = COALESCE(NEW.system_row, OLD.system_row);
  IF TG_OP = 'INSERT' OR TG_OP = 'DELETE' THEN
    IF plan.state <> 'planning' THEN
      RAISE EXCEPTION 'a plan that was proposed keeps its cells' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF NEW.system_row <> OLD.system_row OR NEW.correction_id <> OLD.correction_id OR NEW.no <> OLD.no
     OR NEW.row_no <> OLD.row_no OR NEW.collection IS DISTINCT FROM OLD.collection
     OR NEW.field IS DISTINCT FROM OLD.field OR NEW.sealed_row IS DISTINCT FROM OLD.sealed_row
     OR NEW.sealed_before IS DISTINCT FROM OLD.sealed_before OR NEW.sealed_wanted IS DISTINCT FROM OLD.sealed_wanted
     OR NEW.identifies <> OLD.identifies THEN
    RAISE EXCEPTION 'a cell does not change what it is about' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (plan.state = 'proposed' AND plan.first_by IS NULL AND OLD.state IN ('planned', 'left') AND NEW.state IN ('planned', 'left'))
    OR (plan.state = 'acting' AND OLD.state = 'planned' AND NEW.state IN ('changed', 'already', 'conflict', 'refused', 'gone'))
    OR (plan.state = 'acting' AND OLD.state IN ('by_hand', 'refused') AND NEW.state = 'changed' AND NEW.hand = 'done'
          AND NEW.reads = 'wanted')) THEN
    RAISE EXCEPTION 'a cell does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_cell_guard BEFORE INSERT OR UPDATE OR DELETE ON rectification_cell
  FOR EACH ROW EXECUTE FUNCTION guard_rectification_cell();
--> statement-breakpoint
CREATE TRIGGER rectification_entry_append_only BEFORE UPDATE OR DELETE ON rectification_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER rectification_entry_no_truncate BEFORE TRUNCATE ON rectification_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER rectification_receipt_append_only BEFORE UPDATE OR DELETE ON rectification_receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE FUNCTION guard_rectification_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rectification_system s JOIN rectification r ON r.id = s.rectification_id
                   WHERE s.id = NEW.system_row AND r.started_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the rectification has not begun' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_entry_guard BEFORE INSERT ON rectification_entry
  FOR EACH ROW EXECUTE FUNCTION guard_rectification_entry();
--> statement-breakpoint
CREATE FUNCTION guard_rectification_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rectification_system WHERE id = NEW.system_row AND state = 'settled' AND outcome <> 'dropped') THEN
    RAISE EXCEPTION 'a receipt before the proof' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rectification_receipt_guard BEFORE INSERT ON rectification_receipt
  FOR EACH ROW EXECUTE FUNCTION guard_rectification_receipt();
--> statement-breakpoint
-- What was decided about a correction stays decided; what is over stays over.
CREATE FUNCTION guard_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a correction stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.request_id <> OLD.request_id OR NEW.number <> OLD.number OR NEW.fact IS DISTINCT FROM OLD.fact
     OR NEW.field IS DISTINCT FROM OLD.field OR NEW.sealed <> OLD.sealed OR NEW.added_by <> OLD.added_by
     OR NEW.right_system IS DISTINCT FROM OLD.right_system THEN
    RAISE EXCEPTION 'a correction does not change what it is about' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (OLD.state = 'asked' AND NEW.state IN ('granted', 'refused', 'withdrawn'))
    OR (OLD.state = 'granted' AND NEW.state IN ('done', 'refused', 'withdrawn'))
    OR (OLD.state = 'refused' AND NEW.state = 'granted')
    OR (OLD.state = 'done' AND NEW.state = 'granted')) THEN
    RAISE EXCEPTION 'a correction does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER correction_guard BEFORE UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION guard_correction();
--> statement-breakpoint
-- A request to correct is not answered while a correction waits or a plan is open, nor taken back while it is done;
-- taking it back before drops the plan.
CREATE FUNCTION guard_rectification_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('preparing', 'ready') AND NEW.right_asked = 'rectification' AND (
       EXISTS (SELECT 1 FROM rectification WHERE request_id = NEW.id AND kind = 'correct' AND state NOT IN ('done', 'dropped'))
    OR EXISTS (SELECT 1 FROM correction WHERE request_id = NEW.id AND state IN ('asked', 'granted'))) THEN
    RAISE EXCEPTION 'the correction is not done' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('cancelled', 'refused', 'lapsed', 'closed') THEN
    IF EXISTS (SELECT 1 FROM rectification WHERE request_id = NEW.id AND state = 'acting') THEN
      RAISE EXCEPTION 'a correction is being done' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE rectification SET state = 'dropped', ended_at = now()
      WHERE request_id = NEW.id AND state NOT IN ('done', 'dropped');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_rectification_guard AFTER UPDATE ON request FOR EACH ROW
  WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION guard_rectification_request();
