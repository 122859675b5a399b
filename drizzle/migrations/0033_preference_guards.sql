-- Choices are changed, never forgotten; their history, evidence and receipts are append-only.
CREATE TRIGGER choice_change_append_only BEFORE UPDATE OR DELETE ON choice_change
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER choice_change_no_truncate BEFORE TRUNCATE ON choice_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER effect_change_append_only BEFORE UPDATE OR DELETE ON effect_change
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER effect_change_no_truncate BEFORE TRUNCATE ON effect_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE TRIGGER effect_receipt_append_only BEFORE UPDATE OR DELETE ON effect_receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();
--> statement-breakpoint
CREATE FUNCTION guard_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a choice does not expire' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM choice_change c WHERE c.person_id = NEW.person_id AND c.kind = NEW.kind
                   AND c.stands = NEW.stands AND c."by" = NEW."by") THEN
    RAISE EXCEPTION 'a choice changes with its history' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER choice_guard BEFORE INSERT OR UPDATE OR DELETE ON choice FOR EACH ROW EXECUTE FUNCTION guard_choice();
--> statement-breakpoint
-- Once a system has answered who the person is there, the choice is set in it: whoever writes the answer.
CREATE FUNCTION effect_follows_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE effect_system SET state = 'ready', not_before = now(), fence = fence + 1, attempts = 0
    WHERE task_id = NEW.id AND act = 'set' AND state IN ('held', 'settled', 'running') AND NOT waits_for_placing
      AND outcome IS DISTINCT FROM 'cannot_hold';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER task_effect AFTER UPDATE ON task FOR EACH ROW
  WHEN (NEW.state IN ('settled', 'parked') AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION effect_follows_task();
--> statement-breakpoint
CREATE FUNCTION guard_effect_system() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a system does not leave the plan' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.request_id <> OLD.request_id OR NEW.task_id <> OLD.task_id OR NEW.system_id <> OLD.system_id
     OR NEW.act <> OLD.act OR NEW.evidence < OLD.evidence THEN
    RAISE EXCEPTION 'an effect keeps its system and its evidence' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER effect_system_guard BEFORE UPDATE OR DELETE ON effect_system
  FOR EACH ROW EXECUTE FUNCTION guard_effect_system();
--> statement-breakpoint
-- What was decided of a restriction or an objection is on record; a lifted restriction does not stand again.
CREATE FUNCTION guard_restriction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.state = 'lifted' AND NEW.state <> 'lifted') OR NEW.request_id <> OLD.request_id
     OR NEW.placed_at <> OLD.placed_at THEN
    RAISE EXCEPTION 'a restriction stays on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER restriction_guard BEFORE UPDATE OR DELETE ON restriction
  FOR EACH ROW EXECUTE FUNCTION guard_restriction();
--> statement-breakpoint
-- Nobody is erased while they are restricted, unless they agreed or the law allows it (Art. 18(2)).
CREATE FUNCTION guard_restricted_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM request r JOIN restriction_token t ON t.token = r.mailbox_token AND t.kind = 'email'
               JOIN restriction s ON s.id = t.restriction_id AND s.state <> 'lifted'
               WHERE r.id = NEW.request_id AND NOT EXISTS (SELECT 1 FROM restriction_exception e
                 WHERE e.restriction_id = s.id AND e.request_id = r.id)) THEN
    RAISE EXCEPTION 'a restriction forbids it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_restricted BEFORE UPDATE ON erasure FOR EACH ROW
  WHEN (NEW.state = 'acting' AND OLD.state = 'approved') EXECUTE FUNCTION guard_restricted_erasure();
--> statement-breakpoint
-- A request that switches something is not answered before every system says so, or people wrote down what they did.
CREATE FUNCTION guard_effect_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM effect_system WHERE request_id = NEW.id AND act = 'set' AND state <> 'settled') THEN
    RAISE EXCEPTION 'a choice is not set everywhere yet' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_effect_guard AFTER UPDATE ON request FOR EACH ROW
  WHEN (NEW.status IN ('preparing', 'ready') AND NEW.status <> OLD.status) EXECUTE FUNCTION guard_effect_request();
