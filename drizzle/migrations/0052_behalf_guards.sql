-- Nothing of a person is looked up, put together or handed out for somebody else before that one may ask.
CREATE FUNCTION guard_authority() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status AND NEW.status IN ('collecting', 'preparing', 'ready')
     AND NOT (OLD.status = 'reviewing' AND NEW.status = 'collecting')
     AND EXISTS (SELECT 1 FROM behalf b WHERE b.dossier_id = NEW.dossier_id
                 AND (b.state <> 'accepted' OR (NEW.status <> 'collecting' AND b.hold_until > now()))) THEN
    RAISE EXCEPTION 'whoever asks for this person may not, or not yet' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_authority BEFORE UPDATE OF status ON request FOR EACH ROW EXECUTE FUNCTION guard_authority();
--> statement-breakpoint
CREATE FUNCTION guard_authority_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM request r JOIN behalf b ON b.dossier_id = r.dossier_id
             WHERE r.id = NEW.request_id AND (b.state <> 'accepted' OR b.hold_until > now())) THEN
    RAISE EXCEPTION 'whoever asks for this person may not, or not yet' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_authority_bundle BEFORE INSERT ON bundle FOR EACH ROW EXECUTE FUNCTION guard_authority_bundle();
--> statement-breakpoint
-- Who asks for whom does not change, and a no of the person is final until they say yes themselves.
CREATE FUNCTION guard_behalf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'that somebody asked for another is not forgotten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.dossier_id <> OLD.dossier_id OR NEW.request_id <> OLD.request_id OR NEW.relation <> OLD.relation
     OR NEW.asker_token <> OLD.asker_token OR NEW.person_token IS DISTINCT FROM OLD.person_token
     OR NEW.batch_id IS DISTINCT FROM OLD.batch_id THEN
    RAISE EXCEPTION 'who asks for whom does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'revoked' AND NEW.state <> 'revoked'
     AND NOT (NEW.person_said = 'yes' AND OLD.person_said = 'no' AND NEW.how = 'person') THEN
    RAISE EXCEPTION 'the person said no' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_behalf BEFORE UPDATE OR DELETE ON behalf FOR EACH ROW EXECUTE FUNCTION guard_behalf();
