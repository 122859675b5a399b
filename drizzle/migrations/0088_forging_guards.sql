-- What whoever connects at run time cannot write by any statement (security decision 4). The owner of the tables, who can
-- switch off every guard, is not asked: copies that are put back, and figures of tests.
CREATE FUNCTION at_run_time() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_user IN ('habeas_app', 'habeas_limited')
$$;
--> statement-breakpoint
-- A plan begins unapproved: nobody writes two names into a row from the start.
CREATE FUNCTION guard_unapproved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a plan begins without an approval' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_begins_unapproved BEFORE INSERT ON erasure FOR EACH ROW
  WHEN (at_run_time() AND (NEW.first_by IS NOT NULL OR NEW.second_by IS NOT NULL OR NEW.started_at IS NOT NULL))
  EXECUTE FUNCTION guard_unapproved();
--> statement-breakpoint
CREATE TRIGGER rectification_begins_unapproved BEFORE INSERT ON rectification FOR EACH ROW
  WHEN (at_run_time() AND (NEW.first_by IS NOT NULL OR NEW.second_by IS NOT NULL OR NEW.started_at IS NOT NULL))
  EXECUTE FUNCTION guard_unapproved();
--> statement-breakpoint
CREATE TRIGGER erasure_batch_begins_unapproved BEFORE INSERT ON erasure_batch FOR EACH ROW
  WHEN (at_run_time() AND (NEW.first_by IS NOT NULL OR NEW.second_by IS NOT NULL OR NEW.started_at IS NOT NULL))
  EXECUTE FUNCTION guard_unapproved();
--> statement-breakpoint
-- No entry of the log, no approval: by the end of the transaction the log, which nobody takes back, says who approved
-- which plan.
CREATE FUNCTION guard_logged_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who text;
BEGIN
  FOREACH who IN ARRAY ARRAY[
    CASE WHEN NEW.first_by IS DISTINCT FROM OLD.first_by THEN NEW.first_by END,
    CASE WHEN NEW.second_by IS DISTINCT FROM OLD.second_by THEN NEW.second_by END] LOOP
    IF who IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_event WHERE chain = NEW.request_id::text
         AND kind = TG_TABLE_NAME || '_approved' AND actor = who AND data ->> 'hash' = encode(NEW.hash, 'hex')) THEN
      RAISE EXCEPTION 'the log does not say that it was approved' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER erasure_approval_logged AFTER UPDATE OF first_by, second_by ON erasure
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (at_run_time()) EXECUTE FUNCTION guard_logged_approval();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER rectification_approval_logged AFTER UPDATE OF first_by, second_by ON rectification
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (at_run_time()) EXECUTE FUNCTION guard_logged_approval();
--> statement-breakpoint
-- Nobody is proven but by a proof that passed and stands on record, and by an entry of the log. Who is signed in to a request
-- and appeals or complains about it was proven there.
CREATE FUNCTION guard_proven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM proof WHERE request_id = NEW.id AND state = 'passed')
     OR NEW.about_id IS NULL AND NOT EXISTS (SELECT 1 FROM audit_event WHERE chain = NEW.id::text AND kind = 'identity_proven') THEN
    RAISE EXCEPTION 'no proof stands on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER request_begins_unproven AFTER INSERT ON request
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.verified_at IS NOT NULL AND at_run_time())
  EXECUTE FUNCTION guard_proven();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER request_proven AFTER UPDATE OF verified_at ON request
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.verified_at IS DISTINCT FROM OLD.verified_at AND NEW.verified_at IS NOT NULL AND at_run_time())
  EXECUTE FUNCTION guard_proven();
