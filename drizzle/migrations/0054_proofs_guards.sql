-- While a further proof is asked for and not given, nothing is released and nothing is deleted, whatever the code does.
CREATE FUNCTION guard_open_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM proof p WHERE p.request_id = NEW.request_id AND p.state = 'asked') THEN
    RAISE EXCEPTION 'a further proof is still asked for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER bundle_proof_ordered BEFORE INSERT ON bundle FOR EACH ROW EXECUTE FUNCTION guard_open_proof();
--> statement-breakpoint
CREATE TRIGGER bundle_proof_settled BEFORE UPDATE OF state ON bundle FOR EACH ROW
  WHEN (NEW.state = 'settled' AND OLD.state <> 'settled') EXECUTE FUNCTION guard_open_proof();
--> statement-breakpoint
CREATE TRIGGER erasure_proof_acting BEFORE UPDATE OF state ON erasure FOR EACH ROW
  WHEN (NEW.state = 'acting' AND OLD.state <> 'acting') EXECUTE FUNCTION guard_open_proof();
--> statement-breakpoint
-- What was decided about a proof stays decided.
CREATE FUNCTION guard_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'asked' AND (NEW.state, NEW.how, NEW.request_id) IS DISTINCT FROM (OLD.state, OLD.how, OLD.request_id) THEN
    RAISE EXCEPTION 'a decided proof does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER proof_stays BEFORE UPDATE ON proof FOR EACH ROW EXECUTE FUNCTION guard_proof();
