-- Whoever looks at the desk is told which request changed: its reference, nothing else.
CREATE FUNCTION tell_desk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('habeas_desk', NEW.reference);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_new_tell_desk AFTER INSERT ON request FOR EACH ROW EXECUTE FUNCTION tell_desk();
--> statement-breakpoint
CREATE TRIGGER request_tell_desk AFTER UPDATE ON request FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version OR OLD.owner_id IS DISTINCT FROM NEW.owner_id
        OR OLD.tags IS DISTINCT FROM NEW.tags OR OLD.snoozed_until IS DISTINCT FROM NEW.snoozed_until
        OR OLD.clock_version IS DISTINCT FROM NEW.clock_version OR OLD.triaged_at IS DISTINCT FROM NEW.triaged_at
        OR OLD.waits_for IS DISTINCT FROM NEW.waits_for)
  EXECUTE FUNCTION tell_desk();
--> statement-breakpoint
CREATE FUNCTION tell_desk_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('habeas_desk', reference) FROM request WHERE id = NEW.request_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_note_tell_desk AFTER INSERT OR UPDATE ON request_note
  FOR EACH ROW EXECUTE FUNCTION tell_desk_of_request();
--> statement-breakpoint
CREATE TRIGGER spam_proposal_tell_desk AFTER INSERT OR UPDATE ON spam_proposal
  FOR EACH ROW EXECUTE FUNCTION tell_desk_of_request();
--> statement-breakpoint
CREATE FUNCTION tell_desk_of_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('habeas_desk', reference) FROM request WHERE id IN (NEW.from_id, NEW.to_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_link_tell_desk AFTER INSERT OR UPDATE ON request_link
  FOR EACH ROW EXECUTE FUNCTION tell_desk_of_both();
--> statement-breakpoint
-- A request that somebody works on, or that has come to its end, is no longer new.
CREATE FUNCTION mark_triaged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.triaged_at IS NULL AND (NEW.owner_id IS NOT NULL
     OR NEW.status IN ('preparing', 'ready', 'closed', 'cancelled', 'lapsed', 'refused')) THEN
    NEW.triaged_at := now();
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_triaged BEFORE INSERT OR UPDATE OF owner_id, status ON request
  FOR EACH ROW EXECUTE FUNCTION mark_triaged();
--> statement-breakpoint
UPDATE request SET triaged_at = updated_at WHERE triaged_at IS NULL AND (owner_id IS NOT NULL
  OR status IN ('preparing', 'ready', 'closed', 'cancelled', 'lapsed', 'refused'));
--> statement-breakpoint
-- A note stays as it was written; whoever wrote it may take it back, once.
CREATE FUNCTION guard_request_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.taken_back_at IS NOT NULL
     OR (to_jsonb(NEW) - 'taken_back_at') <> (to_jsonb(OLD) - 'taken_back_at') THEN
    RAISE EXCEPTION 'a note stays as it was written' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_note_guard BEFORE UPDATE OR DELETE ON request_note
  FOR EACH ROW EXECUTE FUNCTION guard_request_note();
--> statement-breakpoint
-- A link is undone or comes into effect, once; who made it and between what stays.
CREATE FUNCTION guard_request_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.undone_at IS NOT NULL OR (OLD.done_at IS NOT NULL AND NEW.done_at IS DISTINCT FROM OLD.done_at)
     OR (to_jsonb(NEW) - '{undone_at,done_at}'::text[]) <> (to_jsonb(OLD) - '{undone_at,done_at}'::text[]) THEN
    RAISE EXCEPTION 'a link stays on record' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_link_guard BEFORE UPDATE OR DELETE ON request_link
  FOR EACH ROW EXECUTE FUNCTION guard_request_link();
--> statement-breakpoint
-- What was decided about spam stays decided, and only what two agreed on is closed as spam.
CREATE FUNCTION guard_spam_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'what was decided about spam stays decided' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER spam_proposal_guard BEFORE UPDATE OR DELETE ON spam_proposal
  FOR EACH ROW EXECUTE FUNCTION guard_spam_proposal();
--> statement-breakpoint
CREATE FUNCTION guard_spam() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM spam_proposal WHERE request_id = NEW.id AND state = 'approved') THEN
    RAISE EXCEPTION 'two people close a request as spam' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_spam_guard BEFORE UPDATE OF spam_at ON request FOR EACH ROW
  WHEN (NEW.spam_at IS NOT NULL AND OLD.spam_at IS NULL) EXECUTE FUNCTION guard_spam();
