-- What cannot be undone runs only as two people approved it, whatever the code does (promises 2, 5 and 6).
CREATE FUNCTION guard_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an erasure stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.request_id <> OLD.request_id OR NEW.number <> OLD.number OR NEW.as_of <> OLD.as_of OR NEW.cause <> OLD.cause
     OR (OLD.hash IS NOT NULL AND (NEW.hash IS DISTINCT FROM OLD.hash OR NEW.totals IS DISTINCT FROM OLD.totals
           OR NEW.typed_number IS DISTINCT FROM OLD.typed_number))
     OR (OLD.first_by IS NOT NULL AND NEW.first_by IS DISTINCT FROM OLD.first_by)
     OR (OLD.second_by IS NOT NULL AND (NEW.second_by IS DISTINCT FROM OLD.second_by
           OR NEW.wait_until IS DISTINCT FROM OLD.wait_until))
     OR (OLD.started_at IS NOT NULL AND NEW.started_at IS DISTINCT FROM OLD.started_at) THEN
    RAISE EXCEPTION 'what was planned and approved does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.first_by IS DISTINCT FROM OLD.first_by OR NEW.second_by IS DISTINCT FROM OLD.second_by)
     AND OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'only a proposed plan is approved' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (OLD.state = 'planning' AND NEW.state IN ('proposed', 'dropped'))
    OR (OLD.state = 'proposed' AND NEW.state IN ('approved', 'dropped'))
    OR (OLD.state = 'approved' AND NEW.state IN ('acting', 'stopped', 'dropped'))
    OR (OLD.state = 'acting' AND NEW.state IN ('done', 'stopped'))
    OR (OLD.state = 'stopped' AND NEW.state IN ('acting', 'dropped'))) THEN
    RAISE EXCEPTION 'an erasure does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'acting' AND OLD.state <> 'acting' THEN
    IF NEW.started_at IS NULL OR NEW.wait_until > clock_timestamp() THEN
      RAISE EXCEPTION 'the waiting period is not over' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT count(*) FROM staff WHERE 'staff/' || id IN (NEW.first_by, NEW.second_by) AND NOT disabled
          AND role IN ('lead', 'approver')) <> 2 THEN
      RAISE EXCEPTION 'somebody who approved may not approve any more' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM legal_hold h JOIN request r ON r.id = NEW.request_id
                 WHERE h.lifted_at IS NULL AND h.until_day >= current_date
                   AND (h.mailbox_token = r.mailbox_token OR h.dossier_id = r.dossier_id)) THEN
      RAISE EXCEPTION 'a legal hold forbids it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id AND (verified_at IS NULL
                 OR status NOT IN ('collecting', 'reviewing', 'preparing', 'ready', 'closed'))) THEN
      RAISE EXCEPTION 'nobody asks for it' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'done' AND OLD.state <> 'done' AND EXISTS (
       SELECT 1 FROM erasure_system s LEFT JOIN erasure_receipt r ON r.system_row = s.id
       WHERE s.erasure_id = NEW.id AND (s.state <> 'settled' OR s.outcome = 'dropped' OR r.system_row IS NULL)) THEN
    RAISE EXCEPTION 'a system of the plan has no receipt' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_guard BEFORE UPDATE OR DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION guard_erasure();
--> statement-breakpoint
-- A plan that is dropped leaves no work behind; what was proven of it before stays as it is.
CREATE FUNCTION drop_erasure_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE erasure_system SET state = 'settled', phase = 'done', outcome = 'dropped', ended_at = now()
    WHERE erasure_id = NEW.id AND state <> 'settled';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_dropped AFTER UPDATE ON erasure FOR EACH ROW
  WHEN (NEW.state = 'dropped' AND OLD.state <> 'dropped') EXECUTE FUNCTION drop_erasure_work();
--> statement-breakpoint
CREATE FUNCTION guard_erasure_system() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a system does not leave the plan' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'settled' AND (NEW.state <> 'settled' OR NEW.outcome <> OLD.outcome) THEN
    RAISE EXCEPTION 'a system that is done stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.erasure_id <> OLD.erasure_id OR NEW.request_id <> OLD.request_id OR NEW.task_id <> OLD.task_id
     OR NEW.system_id <> OLD.system_id OR NEW.position <> OLD.position
     OR (OLD.phase <> 'plan' AND (NEW.steps <> OLD.steps OR NEW.rows <> OLD.rows
           OR NEW.storage_key IS DISTINCT FROM OLD.storage_key OR NEW.sha256 IS DISTINCT FROM OLD.sha256))
     OR (OLD.act_key IS NOT NULL AND (NEW.act_key IS DISTINCT FROM OLD.act_key OR NEW.act_rows <> OLD.act_rows
           OR NEW.released <> OLD.released)) THEN
    RAISE EXCEPTION 'a target list does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.cursor < OLD.cursor OR NEW.cursor > NEW.act_rows OR NEW.act_rows > NEW.rows
     OR NEW.changed < OLD.changed OR NEW.chunks < OLD.chunks THEN
    RAISE EXCEPTION 'more than the plan, or work undone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_system_guard BEFORE UPDATE OR DELETE ON erasure_system
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_system();
--> statement-breakpoint
CREATE FUNCTION refuse_other_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_chunk_append_only BEFORE UPDATE OR DELETE ON erasure_chunk
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER erasure_chunk_no_truncate BEFORE TRUNCATE ON erasure_chunk
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER erasure_receipt_append_only BEFORE UPDATE OR DELETE ON erasure_receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
-- Evidence without a start that two people approved would be evidence of something nobody approved.
CREATE FUNCTION guard_erasure_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure_system s JOIN erasure e ON e.id = s.erasure_id
                   WHERE s.id = NEW.system_row AND e.started_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the erasure has not begun' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_chunk_guard BEFORE INSERT ON erasure_chunk
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_chunk();
--> statement-breakpoint
CREATE FUNCTION guard_erasure_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure_system WHERE id = NEW.system_row AND state = 'settled' AND outcome <> 'dropped') THEN
    RAISE EXCEPTION 'a receipt before the proof' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_receipt_guard BEFORE INSERT ON erasure_receipt
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_receipt();
--> statement-breakpoint
-- A request to be erased is not answered before it is done, and not taken back after it began; taking it back before
-- drops the plan.
CREATE FUNCTION guard_erasure_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('preparing', 'ready') AND NEW.right_asked = 'erasure' AND (
       EXISTS (SELECT 1 FROM erasure WHERE request_id = NEW.id AND cause = 'asked' AND state NOT IN ('done', 'dropped'))
    OR (EXISTS (SELECT 1 FROM task WHERE request_id = NEW.id AND answered_by = 'machine' AND outcome = 'found')
        AND NOT EXISTS (SELECT 1 FROM erasure WHERE request_id = NEW.id AND state = 'done'))) THEN
    RAISE EXCEPTION 'the erasure is not done' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('cancelled', 'refused', 'lapsed') THEN
    IF EXISTS (SELECT 1 FROM erasure WHERE request_id = NEW.id AND started_at IS NOT NULL) THEN
      RAISE EXCEPTION 'what was erased cannot be taken back' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE erasure SET state = 'dropped', ended_at = now()
      WHERE request_id = NEW.id AND state NOT IN ('done', 'dropped');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_erasure_guard AFTER UPDATE ON request FOR EACH ROW
  WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION guard_erasure_request();
