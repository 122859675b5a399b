-- A root key stays what it is: it is never deleted, and what was closed or retired is not opened again.
CREATE FUNCTION guard_vault_root() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'a root key is not deleted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.made_at <> OLD.made_at
     OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)
     OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at)
     OR (OLD.wrapped IS NULL AND NEW.wrapped IS NOT NULL) THEN
    RAISE EXCEPTION 'a root key stays what it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER vault_root_stays BEFORE UPDATE OR DELETE ON vault_root
  FOR EACH ROW EXECUTE FUNCTION guard_vault_root();
--> statement-breakpoint
CREATE TRIGGER vault_root_no_truncate BEFORE TRUNCATE ON vault_root
  FOR EACH STATEMENT EXECUTE FUNCTION guard_vault_root();
--> statement-breakpoint
-- No key of the house changes without an entry in the log, whoever changes it.
CREATE FUNCTION audit_vault_root() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.number > 0 THEN
      PERFORM audit_append('house', 'root_key_rotated', 'operator',
        jsonb_build_object('key', NEW.id, 'number', NEW.number));
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.keeper <> OLD.keeper THEN
    PERFORM audit_append('house', 'root_key_moved', 'operator',
      jsonb_build_object('key', NEW.id, 'from', OLD.keeper, 'to', NEW.keeper));
  END IF;
  IF OLD.rewrap_done_at IS NULL AND NEW.rewrap_done_at IS NOT NULL THEN
    PERFORM audit_append('house', 'keys_rewrapped', 'worker',
      jsonb_build_object('key', NEW.id, 'rows', NEW.rewrapped, 'unreadable', NEW.unreadable));
  END IF;
  IF OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL THEN
    PERFORM audit_append('house', 'root_key_retired', 'operator',
      jsonb_build_object('key', NEW.id, 'number', NEW.number));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER vault_root_audit AFTER INSERT OR UPDATE ON vault_root
  FOR EACH ROW EXECUTE FUNCTION audit_vault_root();
--> statement-breakpoint
-- Nothing is sealed any more with a key that is closed, by no process that has not heard of it yet. The argument is the
-- column. A ciphertext names its key behind its first byte; those of the first format are of the first key.
CREATE FUNCTION refuse_closed_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_sealed bytea;
  v_format int;
BEGIN
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) USING NEW INTO v_sealed;
  IF v_sealed IS NULL OR length(v_sealed) < 9 THEN RETURN NEW; END IF;
  v_format := get_byte(v_sealed, 0);
  IF EXISTS (SELECT 1 FROM vault_root
      WHERE closed_at IS NOT NULL
        AND ((v_format = 2 AND id = encode(substring(v_sealed FROM 2 FOR 8), 'hex'))
          OR (v_format = 1 AND number = 0))) THEN
    RAISE EXCEPTION 'sealed with a key that is closed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_key_not_closed BEFORE INSERT OR UPDATE OF wrapped ON request_key
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('wrapped');
--> statement-breakpoint
CREATE TRIGGER choice_person_not_closed BEFORE INSERT OR UPDATE OF wrapped ON choice_person
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('wrapped');
--> statement-breakpoint
CREATE TRIGGER erasure_batch_not_closed BEFORE INSERT OR UPDATE OF wrapped_key ON erasure_batch
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('wrapped_key');
--> statement-breakpoint
CREATE TRIGGER erasure_undo_not_closed BEFORE INSERT OR UPDATE OF wrapped ON erasure_undo
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('wrapped');
--> statement-breakpoint
CREATE TRIGGER behalf_paper_not_closed BEFORE INSERT OR UPDATE OF wrapped ON behalf_paper
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('wrapped');
--> statement-breakpoint
CREATE TRIGGER account_not_closed BEFORE INSERT OR UPDATE OF sealed ON account
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER feed_token_not_closed BEFORE INSERT OR UPDATE OF sealed_name ON feed_token
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed_name');
--> statement-breakpoint
CREATE TRIGGER system_secret_not_closed BEFORE INSERT OR UPDATE OF sealed ON system_secret
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER legal_hold_not_closed BEFORE INSERT OR UPDATE OF sealed_reason ON legal_hold
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed_reason');
--> statement-breakpoint
-- Notices of requests lie under the key of their request, the rest under the house's.
CREATE TRIGGER notice_not_closed BEFORE INSERT OR UPDATE OF sealed ON notice
  FOR EACH ROW WHEN (NEW.request_id IS NULL) EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER draft_not_closed BEFORE INSERT OR UPDATE OF sealed ON draft
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER ceremony_not_closed BEFORE INSERT OR UPDATE OF sealed ON ceremony
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER bulk_run_not_closed BEFORE INSERT OR UPDATE OF sealed ON bulk_run
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
--> statement-breakpoint
CREATE TRIGGER staff_kept_form_not_closed BEFORE INSERT OR UPDATE OF sealed ON staff_kept_form
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_key('sealed');
