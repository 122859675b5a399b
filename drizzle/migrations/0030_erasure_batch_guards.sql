-- Many people at once are erased only as two people approved it, whatever the code does (promises 2, 5 and 6).
CREATE FUNCTION guard_erasure_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a batch stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.as_of <> OLD.as_of OR NEW.lines <> OLD.lines OR NEW.made_by <> OLD.made_by
     OR NEW.sealed_reason <> OLD.sealed_reason OR NEW.systems <> OLD.systems
     OR (OLD.status <> 'locating' AND (NEW.people <> OLD.people OR NEW.set_aside IS DISTINCT FROM OLD.set_aside))
     OR (OLD.hash IS NOT NULL AND (NEW.hash IS DISTINCT FROM OLD.hash OR NEW.totals IS DISTINCT FROM OLD.totals
           OR NEW.typed_number IS DISTINCT FROM OLD.typed_number))
     OR (OLD.first_by IS NOT NULL AND NEW.first_by IS DISTINCT FROM OLD.first_by)
     OR (OLD.second_by IS NOT NULL AND (NEW.second_by IS DISTINCT FROM OLD.second_by
           OR NEW.wait_until IS DISTINCT FROM OLD.wait_until))
     OR (OLD.started_at IS NOT NULL AND NEW.started_at IS DISTINCT FROM OLD.started_at) THEN
    RAISE EXCEPTION 'what was planned and approved does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.first_by IS DISTINCT FROM OLD.first_by OR NEW.second_by IS DISTINCT FROM OLD.second_by)
     AND OLD.status <> 'proposed' THEN
    RAISE EXCEPTION 'only a proposed plan is approved' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'locating' AND NEW.status IN ('planning', 'dropped'))
    OR (OLD.status = 'planning' AND NEW.status IN ('proposed', 'dropped'))
    OR (OLD.status = 'proposed' AND NEW.status IN ('approved', 'dropped'))
    OR (OLD.status = 'approved' AND NEW.status IN ('acting', 'stopped', 'dropped'))
    OR (OLD.status = 'acting' AND NEW.status IN ('done', 'stopped'))
    OR (OLD.status = 'stopped' AND NEW.status IN ('acting', 'dropped'))) THEN
    RAISE EXCEPTION 'a batch does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'acting' AND OLD.status <> 'acting' THEN
    IF NEW.started_at IS NULL OR NEW.wait_until > clock_timestamp() THEN
      RAISE EXCEPTION 'the waiting period is not over' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT count(*) FROM staff WHERE 'staff/' || id IN (NEW.first_by, NEW.second_by) AND NOT disabled
          AND role IN ('lead', 'approver')) <> 2 THEN
      RAISE EXCEPTION 'somebody who approved may not approve any more' USING ERRCODE = 'check_violation';
    END IF;
    IF batch_is_held(NEW.id) THEN
      RAISE EXCEPTION 'a legal hold forbids it' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.status = 'done' AND OLD.status <> 'done' AND (
       EXISTS (SELECT 1 FROM erasure_batch_system WHERE batch_id = NEW.id AND (state <> 'settled' OR outcome = 'dropped'))
    OR NOT EXISTS (SELECT 1 FROM erasure_batch_root WHERE batch_id = NEW.id)
    OR (SELECT count(*) FROM erasure_batch_receipt WHERE batch_id = NEW.id) <> NEW.people) THEN
    RAISE EXCEPTION 'somebody of the batch has no receipt' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- True while staff forbid the erasure of anybody whom a batch is about.
CREATE FUNCTION batch_is_held(batch uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM legal_hold h LEFT JOIN request r ON r.dossier_id = h.dossier_id
      JOIN erasure_batch_person p ON p.batch_id = batch AND p.token IN (h.mailbox_token, r.mailbox_token)
      WHERE h.lifted_at IS NULL AND h.until_day >= current_date)
$$;
--> statement-breakpoint
CREATE TRIGGER erasure_batch_guard BEFORE UPDATE OR DELETE ON erasure_batch
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_batch();
--> statement-breakpoint
CREATE FUNCTION drop_erasure_batch_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE erasure_batch_system SET state = 'settled', phase = 'done', outcome = 'dropped', ended_at = now()
    WHERE batch_id = NEW.id AND state <> 'settled';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_batch_dropped AFTER UPDATE ON erasure_batch FOR EACH ROW
  WHEN (NEW.status = 'dropped' AND OLD.status <> 'dropped') EXECUTE FUNCTION drop_erasure_batch_work();
--> statement-breakpoint
CREATE FUNCTION guard_erasure_batch_system() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a system does not leave the plan' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'settled' AND (NEW.state <> 'settled' OR NEW.outcome <> OLD.outcome) THEN
    RAISE EXCEPTION 'a system that is done stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.batch_id <> OLD.batch_id OR NEW.system_id <> OLD.system_id OR NEW.position <> OLD.position
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
CREATE TRIGGER erasure_batch_system_guard BEFORE UPDATE OR DELETE ON erasure_batch_system
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_batch_system();
--> statement-breakpoint
CREATE TRIGGER erasure_batch_chunk_append_only BEFORE UPDATE OR DELETE ON erasure_batch_chunk
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER erasure_batch_chunk_no_truncate BEFORE TRUNCATE ON erasure_batch_chunk
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER erasure_batch_receipt_append_only BEFORE UPDATE OR DELETE ON erasure_batch_receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER erasure_batch_root_append_only BEFORE UPDATE OR DELETE ON erasure_batch_root
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
-- Evidence without a start that two people approved would be evidence of something nobody approved.
CREATE FUNCTION guard_erasure_batch_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure_batch_system s JOIN erasure_batch b ON b.id = s.batch_id
                   WHERE s.id = NEW.system_row AND b.started_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the batch has not begun' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_batch_chunk_guard BEFORE INSERT ON erasure_batch_chunk
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_batch_chunk();
--> statement-breakpoint
-- A root stands over receipts of systems that are proven, all of them.
CREATE FUNCTION guard_erasure_batch_root() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure_batch_system WHERE batch_id = NEW.batch_id AND (state <> 'settled' OR outcome = 'dropped'))
     OR NOT EXISTS (SELECT 1 FROM erasure_batch WHERE id = NEW.batch_id AND started_at IS NOT NULL) THEN
    RAISE EXCEPTION 'receipts before the proof' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_batch_root_guard BEFORE INSERT ON erasure_batch_root
  FOR EACH ROW EXECUTE FUNCTION guard_erasure_batch_root();
