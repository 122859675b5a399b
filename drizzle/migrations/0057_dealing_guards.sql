-- What was written stays as it was written: only that it was seen is noted, once.
CREATE FUNCTION guard_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a message stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (to_jsonb(NEW) - 'seen_at') <> (to_jsonb(OLD) - 'seen_at') OR OLD.seen_at IS NOT NULL THEN
    RAISE EXCEPTION 'a message does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_guard BEFORE UPDATE OR DELETE ON message FOR EACH ROW EXECUTE FUNCTION guard_message();
--> statement-breakpoint
CREATE TRIGGER attachment_kept BEFORE UPDATE OR DELETE ON attachment
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
