-- A row that turns out to be another person's while chunks are done goes off the act list, and is counted as left to others:
-- the list becomes shorter by exactly these.
CREATE OR REPLACE FUNCTION guard_erasure_system() RETURNS trigger LANGUAGE plpgsql AS $$
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
           OR NEW.released <> OLD.released)
         AND NOT (NEW.act_key IS DISTINCT FROM OLD.act_key AND NEW.released > OLD.released
           AND NEW.act_rows + NEW.released = OLD.act_rows + OLD.released)) THEN
    RAISE EXCEPTION 'a target list does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.cursor < OLD.cursor OR NEW.cursor > NEW.act_rows OR NEW.act_rows > NEW.rows
     OR NEW.changed < OLD.changed OR NEW.chunks < OLD.chunks THEN
    RAISE EXCEPTION 'more than the plan, or work undone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard_erasure_batch_system() RETURNS trigger LANGUAGE plpgsql AS $$
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
           OR NEW.released <> OLD.released)
         AND NOT (NEW.act_key IS DISTINCT FROM OLD.act_key AND NEW.released > OLD.released
           AND NEW.act_rows + NEW.released = OLD.act_rows + OLD.released)) THEN
    RAISE EXCEPTION 'a target list does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.cursor < OLD.cursor OR NEW.cursor > NEW.act_rows OR NEW.act_rows > NEW.rows
     OR NEW.changed < OLD.changed OR NEW.chunks < OLD.chunks THEN
    RAISE EXCEPTION 'more than the plan, or work undone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
