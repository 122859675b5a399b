-- Whom we told, and what came of it, is evidence: a row never goes, what it is about never changes, and what a recipient
-- answered for good is not taken back.
CREATE FUNCTION guard_recipient_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a notice to a recipient stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.request_id <> OLD.request_id OR NEW.action <> OLD.action OR NEW.wave <> OLD.wave OR NEW.system_id <> OLD.system_id
     OR NEW.recipient <> OLD.recipient OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR NEW.groups <> OLD.groups
     OR NEW.duties <> OLD.duties OR NEW.created_at <> OLD.created_at
     OR (OLD.sent_at IS NOT NULL AND NEW.sent_at IS NULL) THEN
    RAISE EXCEPTION 'what a notice is about does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.standing <> OLD.standing AND (OLD.standing IN ('done', 'not_held')
       OR (OLD.standing = 'acked' AND NEW.standing IN ('sent', 'unreachable'))) THEN
    RAISE EXCEPTION 'a notice does not go from % to %', OLD.standing, NEW.standing USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.reminded < OLD.reminded THEN
    RAISE EXCEPTION 'a reminder that was sent stays counted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER recipient_notice_guard BEFORE UPDATE OR DELETE ON recipient_notice
  FOR EACH ROW EXECUTE FUNCTION guard_recipient_notice();
--> statement-breakpoint
CREATE TRIGGER recipient_notice_no_truncate BEFORE TRUNCATE ON recipient_notice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_evidence();
