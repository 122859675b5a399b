-- What was looked at is what is sent: words, way and hash stand from the preview on, and what is over stays over.
CREATE FUNCTION guard_outgoing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'prepared' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'a confirmed message stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.id, NEW.request_id, NEW.staff_id, NEW.sealed, NEW.how, NEW.hash, NEW.seen_number, NEW.once_key)
     IS DISTINCT FROM
     (OLD.id, OLD.request_id, OLD.staff_id, OLD.sealed, OLD.how, OLD.hash, OLD.seen_number, OLD.once_key)
     OR NEW.template IS DISTINCT FROM OLD.template OR NEW.template_version IS DISTINCT FROM OLD.template_version THEN
    RAISE EXCEPTION 'what was looked at does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state IN ('settled', 'cancelled', 'held') THEN
    RAISE EXCEPTION 'this message is over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at THEN
    RAISE EXCEPTION 'a message is confirmed once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER outgoing_guard BEFORE UPDATE OR DELETE ON outgoing_message FOR EACH ROW EXECUTE FUNCTION guard_outgoing();
--> statement-breakpoint
CREATE TRIGGER template_version_kept BEFORE UPDATE OR DELETE ON template_version
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER house_template_kept BEFORE UPDATE OR DELETE ON house_template
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
