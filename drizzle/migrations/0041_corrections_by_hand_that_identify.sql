-- A value by which people are found asks for two approvals, whoever writes it: a machine or a person.
CREATE OR REPLACE FUNCTION guard_rectification() RETURNS trigger LANGUAGE plpgsql AS $$
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
                 WHERE s.rectification_id = NEW.id AND c.identifies AND c.state IN ('planned', 'by_hand')) THEN
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
