CREATE OR REPLACE FUNCTION guard_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of the policy is never deleted';
  END IF;
  IF OLD.state <> 'waiting' OR NEW.state = 'waiting' THEN
    RAISE EXCEPTION 'a version of the policy is decided once';
  END IF;
  IF to_jsonb(NEW) - ARRAY['state', 'decided_by', 'decided_at']
     IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'decided_by', 'decided_at'] THEN
    RAISE EXCEPTION 'a version of the policy never changes';
  END IF;
  RETURN NEW;
END $$;
