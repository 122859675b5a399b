CREATE FUNCTION guard_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of the policy is never deleted';
  END IF;
  IF OLD.state <> 'waiting' OR NEW.state = 'waiting' THEN
    RAISE EXCEPTION 'a version of the policy is decided once';
  END IF;
  IF ROW(NEW.number, NEW.settings, NEW.restored, NEW.why, NEW.looser, NEW.by, NEW.at)
     IS DISTINCT FROM ROW(OLD.number, OLD.settings, OLD.restored, OLD.why, OLD.looser, OLD.by, OLD.at) THEN
    RAISE EXCEPTION 'a version of the policy never changes';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER policy_guard BEFORE UPDATE OR DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION guard_policy();
--> statement-breakpoint
CREATE TRIGGER policy_bumps AFTER INSERT OR UPDATE ON policy_version
  FOR EACH STATEMENT EXECUTE FUNCTION bump_map_head();
