-- Appends one event to a chain and returns its position. The head row's lock orders the appends of one chain.
-- hash = SHA-256 over the lines: previous hash, chain, position, time, kind, actor, data.
CREATE FUNCTION audit_append(p_chain text, p_kind text, p_actor text, p_data jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_previous bytea;
  v_position bigint;
  v_at timestamptz := clock_timestamp();
  v_hash bytea;
BEGIN
  INSERT INTO audit_chain (chain, length, head) VALUES (p_chain, 0, decode(repeat('00', 32), 'hex'))
    ON CONFLICT DO NOTHING;
  SELECT length + 1, head INTO v_position, v_previous FROM audit_chain WHERE chain = p_chain FOR UPDATE;
  v_hash := sha256(convert_to(concat_ws(E'\n',
    encode(v_previous, 'hex'), p_chain, v_position::text,
    to_char(v_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    p_kind, p_actor, p_data::text), 'UTF8'));
  INSERT INTO audit_event (chain, position, at, kind, actor, data, previous, hash)
    VALUES (p_chain, v_position, v_at, p_kind, p_actor, p_data, v_previous, v_hash);
  UPDATE audit_chain SET length = v_position, head = v_hash WHERE chain = p_chain;
  RETURN v_position;
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Final states are final, receipt and due days stand, and no answer is complete while a system on the plan
-- has no outcome (invariants I2, I5, I11), whatever the code does.
CREATE FUNCTION guard_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('closed', 'cancelled', 'lapsed') AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'a final status does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.received_at <> OLD.received_at OR NEW.received_day <> OLD.received_day
     OR NEW.legal_due <> OLD.legal_due OR NEW.safe_due <> OLD.safe_due THEN
    RAISE EXCEPTION 'receipt and due days do not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('reviewing', 'preparing', 'ready', 'closed') AND OLD.status <> NEW.status
     AND (NEW.plan_frozen_at IS NULL
          OR EXISTS (SELECT 1 FROM task WHERE request_id = NEW.id AND (state <> 'settled' OR outcome IS NULL))) THEN
    RAISE EXCEPTION 'a system on the plan has not answered' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_guard BEFORE UPDATE ON request FOR EACH ROW EXECUTE FUNCTION guard_request();
--> statement-breakpoint
-- The plan is frozen: no system leaves it, and none joins after it was made.
CREATE FUNCTION guard_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a system does not leave the plan' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.request_id <> OLD.request_id OR NEW.system_id <> OLD.system_id) THEN
    RAISE EXCEPTION 'a task keeps its system' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' AND EXISTS (
       SELECT 1 FROM request WHERE id = NEW.request_id AND plan_frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the plan is frozen' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER task_plan_guard BEFORE INSERT OR UPDATE OR DELETE ON task
  FOR EACH ROW EXECUTE FUNCTION guard_plan();
