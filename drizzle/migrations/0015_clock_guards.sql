-- Requests from before this version: their law and days as they stand, judged by nobody anew.
INSERT INTO request_law (request_id, law, rule_version, reason)
  SELECT id, regime, rule_version, CASE WHEN regime = 'OWN_POLICY' THEN 'policy' ELSE 'residence' END FROM request;
--> statement-breakpoint
INSERT INTO clock (request_id, law, kind, state, start_day, legal_due, safe_due)
  SELECT id, regime, CASE WHEN right_asked = 'appeal' THEN 'appeal' ELSE 'answer' END,
    CASE WHEN status IN ('ready', 'closed') THEN 'done' WHEN ended_at IS NOT NULL THEN 'not_needed' ELSE 'running' END,
    received_day, legal_due, safe_due FROM request;
--> statement-breakpoint
INSERT INTO clock_change (request_id, number, cause, by) SELECT id, 1, 'filed', 'person' FROM request;
--> statement-breakpoint
ALTER TABLE "request" DROP COLUMN "deadline_steps";
--> statement-breakpoint
-- Final states are final; receipt and due days move only with a change that says who and why, receipt only with two
-- people; no answer is complete while a system on the plan has no outcome; no refusal without a decision that was told
-- (invariants I2, I5, I11), whatever the code does.
CREATE OR REPLACE FUNCTION guard_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('closed', 'cancelled', 'lapsed', 'refused') AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'a final status does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.legal_due <> OLD.legal_due OR NEW.safe_due <> OLD.safe_due OR NEW.clock_state <> OLD.clock_state
     OR NEW.regime <> OLD.regime OR NEW.rule_version <> OLD.rule_version OR NEW.place <> OLD.place THEN
    IF NEW.clock_version <> OLD.clock_version + 1
       OR NOT EXISTS (SELECT 1 FROM clock_change WHERE request_id = NEW.id AND number = NEW.clock_version) THEN
      RAISE EXCEPTION 'due days do not move without a change that says why' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.received_at <> OLD.received_at OR NEW.received_day <> OLD.received_day OR NEW.channel <> OLD.channel THEN
    IF NEW.clock_version <> OLD.clock_version + 1
       OR NOT EXISTS (SELECT 1 FROM clock_change WHERE request_id = NEW.id AND number = NEW.clock_version
                        AND cause = 'receipt_corrected') THEN
      RAISE EXCEPTION 'receipt does not change without two people' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.clock_version < OLD.clock_version THEN
    RAISE EXCEPTION 'the clock version does not go back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('reviewing', 'preparing', 'ready', 'closed') AND OLD.status <> NEW.status
     AND (NEW.plan_frozen_at IS NULL
          OR EXISTS (SELECT 1 FROM task WHERE request_id = NEW.id AND (state <> 'settled' OR outcome IS NULL))) THEN
    RAISE EXCEPTION 'a system on the plan has not answered' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'refused' AND OLD.status <> 'refused'
     AND (EXISTS (SELECT 1 FROM task WHERE request_id = NEW.id AND (state <> 'settled' OR outcome IS NULL))
          OR NOT EXISTS (SELECT 1 FROM decision WHERE request_id = NEW.id AND state = 'sent' AND outcome = 'refused')) THEN
    RAISE EXCEPTION 'a refusal is told before it counts' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what clocks were told is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER clock_change_append_only BEFORE UPDATE OR DELETE ON clock_change
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER extension_append_only BEFORE UPDATE OR DELETE ON extension
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
-- A question keeps when and about what it was asked, and an answer keeps its day: no pause is made longer or shorter later.
CREATE FUNCTION guard_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.request_id <> OLD.request_id OR NEW.about <> OLD.about OR NEW.asked_day <> OLD.asked_day
     OR (OLD.answered_day IS NOT NULL AND NEW.answered_day IS DISTINCT FROM OLD.answered_day) THEN
    RAISE EXCEPTION 'a question keeps its days' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER question_guard BEFORE UPDATE OR DELETE ON question FOR EACH ROW EXECUTE FUNCTION guard_question();
--> statement-breakpoint
-- A breach is never recorded without an alert raised before it.
CREATE FUNCTION guard_breach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.mark = 'breached' AND NOT EXISTS (
       SELECT 1 FROM alert WHERE request_id = NEW.request_id AND kind = NEW.kind AND mark <> 'breached') THEN
    RAISE EXCEPTION 'a breach without an alert before it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER alert_breach_guard BEFORE INSERT ON alert FOR EACH ROW EXECUTE FUNCTION guard_breach();
--> statement-breakpoint
CREATE TRIGGER alert_kept BEFORE DELETE ON alert FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
