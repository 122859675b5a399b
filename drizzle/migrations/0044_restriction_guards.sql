-- A restriction forbids an erasure by whichever name the person is recognised, as the code has it; also of one that was
-- stopped before it had begun.
CREATE OR REPLACE FUNCTION guard_restricted_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM restriction s WHERE s.state <> 'lifted'
      AND EXISTS (SELECT 1 FROM restriction_token t WHERE t.restriction_id = s.id AND t.token IN (
        SELECT r.mailbox_token FROM request r WHERE r.id = NEW.request_id
        UNION ALL SELECT i.token FROM identifier i
          WHERE i.request_id = NEW.request_id AND i.origin IN ('proven', 'found', 'decided')))
      AND NOT EXISTS (SELECT 1 FROM restriction_exception e
        WHERE e.restriction_id = s.id AND e.request_id = NEW.request_id)) THEN
    RAISE EXCEPTION 'a restriction forbids it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER erasure_restricted ON erasure;
--> statement-breakpoint
CREATE TRIGGER erasure_restricted BEFORE UPDATE ON erasure FOR EACH ROW
  WHEN (NEW.state = 'acting' AND (OLD.state = 'approved' OR (OLD.state = 'stopped' AND OLD.started_at IS NULL)))
  EXECUTE FUNCTION guard_restricted_erasure();
--> statement-breakpoint
-- True while staff forbid the erasure of anybody whom a batch is about, or their data is only to be kept: by whichever
-- name they, or a held request of theirs, are known.
CREATE OR REPLACE FUNCTION batch_is_held(batch uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    WITH hold AS (SELECT mailbox_token, dossier_id FROM legal_hold WHERE lifted_at IS NULL AND until_day >= current_date),
         held AS (SELECT r.id, r.mailbox_token FROM request r
                    JOIN hold h ON h.mailbox_token = r.mailbox_token OR h.dossier_id = r.dossier_id),
         forbidden AS (
           SELECT t.token FROM restriction_token t JOIN restriction s ON s.id = t.restriction_id AND s.state <> 'lifted'
           UNION ALL SELECT mailbox_token FROM hold WHERE mailbox_token IS NOT NULL
           UNION ALL SELECT mailbox_token FROM held
           UNION ALL SELECT i.token FROM identifier i JOIN held ON i.request_id = held.id
           UNION ALL SELECT k.token FROM found_key k JOIN task t ON t.id = k.task_id JOIN held ON t.request_id = held.id)
    SELECT 1 FROM erasure_batch_person p JOIN forbidden f ON f.token = p.token WHERE p.batch_id = batch)
$$;
