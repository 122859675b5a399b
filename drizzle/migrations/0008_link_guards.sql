UPDATE identifier SET confidence = CASE origin
  WHEN 'proven' THEN 'proven' WHEN 'claimed' THEN 'claimed' WHEN 'decided' THEN 'confirmed' ELSE 'exact' END;
--> statement-breakpoint
-- Likeness alone releases nothing: while somebody was reached by it and no member of staff has confirmed that
-- link, no bundle is ordered and none is finished, whatever the code does.
CREATE FUNCTION guard_likeness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM task t JOIN found_key k ON k.task_id = t.id
         WHERE t.request_id = NEW.request_id AND k.origin = 'likeness'
           AND NOT EXISTS (SELECT 1 FROM proposed_link l JOIN link_decision d ON d.id = l.decision_id
                 WHERE l.task_id = t.id AND l.token = k.token AND l.state = 'accepted'
                   AND d.verdict = 'accepted' AND d.undone_at IS NULL)) THEN
    RAISE EXCEPTION 'a link by likeness is not confirmed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER bundle_likeness_ordered BEFORE INSERT ON bundle FOR EACH ROW EXECUTE FUNCTION guard_likeness();
--> statement-breakpoint
CREATE TRIGGER bundle_likeness_settled BEFORE UPDATE OF state ON bundle FOR EACH ROW
  WHEN (NEW.state = 'settled' AND OLD.state <> 'settled') EXECUTE FUNCTION guard_likeness();
