-- How every request stands in the desk's queue, told from the rows that are the truth. Whose turn it is: a person outside,
-- a system, or us; what needs us comes before what others owe, and what people owe before what machines do.
CREATE VIEW queue_standing_now AS
SELECT r.id AS request_id, coalesce(r.brand_id, 'company') AS brand, r.place, NOT r.confidential AS counted,
  turn.waits_for, second.approval,
  CASE WHEN r.channel = 'canary' THEN '{}'::text[] ELSE array_remove(ARRAY[
    CASE WHEN open.yes THEN 'open||' || coalesce(r.snoozed_until::text, '') ELSE 'done||' END,
    CASE WHEN open.yes AND r.clock_state = 'running' THEN 'late||' || r.safe_due END,
    CASE WHEN open.yes AND r.owner_id IS NOT NULL THEN 'mine|' || r.owner_id || '|' END,
    CASE WHEN open.yes AND r.triaged_at IS NULL AND r.status <> 'received'
      THEN 'new||' || coalesce(r.snoozed_until::text, '') END,
    CASE WHEN open.yes AND r.status = 'reviewing' THEN 'review||' END,
    CASE WHEN turn.waits_for IN ('person', 'system') THEN turn.waits_for || '||' END,
    CASE WHEN second.approval THEN 'approval||' END
  ], NULL) END AS parts
FROM request r
CROSS JOIN LATERAL (SELECT r.ended_at IS NULL AND r.status <> 'ready' AS yes) AS open
CROSS JOIN LATERAL (SELECT CASE
    WHEN NOT open.yes THEN NULL
    WHEN r.status = 'received' OR r.clock_state IN ('paused', 'not_started') THEN 'person'
    WHEN r.status = 'collecting' AND EXISTS (SELECT 1 FROM task t WHERE t.request_id = r.id AND t.state = 'parked'
      AND (t.answered_by = 'desk' OR t.trouble_code IS NOT NULL
        OR EXISTS (SELECT 1 FROM shared_identifier s WHERE s.task_id = t.id AND s.decided_at IS NULL)
        OR EXISTS (SELECT 1 FROM proposed_link l WHERE l.task_id = t.id AND l.state = 'proposed'))) THEN 'us'
    WHEN r.status = 'collecting' AND EXISTS (SELECT 1 FROM task t WHERE t.request_id = r.id AND t.state = 'parked') THEN 'person'
    WHEN r.status = 'collecting' AND EXISTS (SELECT 1 FROM task t
      WHERE t.request_id = r.id AND t.state IN ('ready', 'running', 'held')) THEN 'system'
    WHEN r.status = 'preparing' THEN 'system'
    WHEN EXISTS (SELECT 1 FROM bundle b
      WHERE b.request_id = r.id AND b.trouble_code IS NOT NULL AND b.state <> 'failed') THEN 'system'
    ELSE 'us' END AS waits_for) AS turn
CROSS JOIN LATERAL (SELECT
    EXISTS (SELECT 1 FROM decision d WHERE d.request_id = r.id AND d.state = 'proposed' AND d.needs_second AND d.approved_by IS NULL)
    OR EXISTS (SELECT 1 FROM fee f WHERE f.request_id = r.id AND f.state = 'proposed')
    OR EXISTS (SELECT 1 FROM receipt_correction c WHERE c.request_id = r.id AND c.verdict IS NULL)
    OR EXISTS (SELECT 1 FROM spam_proposal s WHERE s.request_id = r.id AND s.state = 'proposed')
    OR (r.status IN ('collecting', 'reviewing', 'ready', 'closed')
      AND EXISTS (SELECT 1 FROM erasure e WHERE e.request_id = r.id AND e.state = 'proposed'))
    OR (r.status IN ('collecting', 'reviewing', 'preparing', 'ready')
      AND EXISTS (SELECT 1 FROM rectification c WHERE c.request_id = r.id AND c.state = 'proposed')) AS approval) AS second;
--> statement-breakpoint
-- Tells one request's standing anew and counts the difference. It never waits: whoever holds the request now may wait for
-- us elsewhere, so then the worker does it a moment later.
CREATE FUNCTION queue_restand(which uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  held text;
  before queue_standing;
  after queue_standing_now;
BEGIN
  SELECT reference INTO held FROM request WHERE id = which FOR NO KEY UPDATE SKIP LOCKED;
  IF held IS NULL THEN
    INSERT INTO queue_stale (request_id) SELECT id FROM request WHERE id = which;
    RETURN false;
  END IF;
  SELECT * INTO before FROM queue_standing WHERE request_id = which;
  SELECT * INTO after FROM queue_standing_now WHERE request_id = which;
  UPDATE request SET waits_for = after.waits_for WHERE id = which AND waits_for IS DISTINCT FROM after.waits_for;
  IF before.request_id IS NULL THEN
    INSERT INTO queue_standing (request_id, approval, parts, brand, place, counted)
      VALUES (which, after.approval, after.parts, after.brand, after.place, after.counted);
  ELSIF (before.parts, before.brand, before.place, before.counted)
      IS DISTINCT FROM (after.parts, after.brand, after.place, after.counted) THEN
    UPDATE queue_standing SET approval = after.approval, parts = after.parts, brand = after.brand, place = after.place,
      counted = after.counted WHERE request_id = which;
    IF before.approval <> after.approval THEN PERFORM pg_notify('habeas_desk', held); END IF;
  ELSE
    RETURN true;
  END IF;
  INSERT INTO queue_tally (kind, brand, place, owner_id, day, requests)
    SELECT split_part(part, '|', 1), layer.brand, layer.place, nullif(split_part(part, '|', 2), '')::uuid,
        nullif(split_part(part, '|', 3), '')::date, sum(one)
      FROM (SELECT unnest(before.parts) AS part, before.brand, before.place, -1 AS one WHERE before.counted
        UNION ALL SELECT unnest(after.parts), after.brand, after.place, 1 WHERE after.counted) AS change,
        LATERAL (VALUES ('*', '*'), (change.brand, change.place)) AS layer (brand, place)
      GROUP BY part, layer.brand, layer.place HAVING sum(one) <> 0;
  RETURN true;
END $$;
--> statement-breakpoint
-- Tells the standing of all requests anew, and all counts: for the first time, or after the tables were filled past the
-- triggers.
CREATE FUNCTION queue_recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM queue_tally;
  DELETE FROM queue_stale;
  DELETE FROM queue_standing;
  INSERT INTO queue_standing (request_id, approval, parts, brand, place, counted)
    SELECT request_id, approval, parts, brand, place, counted FROM queue_standing_now;
  UPDATE request SET waits_for = s.waits_for FROM queue_standing_now s
    WHERE s.request_id = request.id AND request.waits_for IS DISTINCT FROM s.waits_for;
  INSERT INTO queue_tally (kind, brand, place, owner_id, day, requests, folded)
    SELECT split_part(part, '|', 1), layer.brand, layer.place, nullif(split_part(part, '|', 2), '')::uuid,
        nullif(split_part(part, '|', 3), '')::date, count(*), true
      FROM queue_standing s, unnest(s.parts) AS part, LATERAL (VALUES ('*', '*'), (s.brand, s.place)) AS layer (brand, place)
      WHERE s.counted GROUP BY part, layer.brand, layer.place;
END $$;
--> statement-breakpoint
-- At the end of a transaction, once for each request that it touched: what it holds by then it holds anyway.
CREATE FUNCTION queue_touched(which uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF which IS NULL OR current_setting('habeas.queue_told', true) = which::text THEN RETURN; END IF;
  PERFORM set_config('habeas.queue_told', which::text, true);
  PERFORM queue_restand(which);
END $$;
--> statement-breakpoint
CREATE FUNCTION queue_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_touched(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION queue_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_touched(NEW.request_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION queue_of_task_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_touched(request_id) FROM task WHERE id = NEW.task_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER request_queue AFTER INSERT OR UPDATE OF status, ended_at, clock_state, brand_id, place, owner_id,
    safe_due, snoozed_until, triaged_at, confidential, channel ON request
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_request();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER task_queue_new AFTER INSERT ON task
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
-- Being claimed and let go changes nobody's turn.
CREATE CONSTRAINT TRIGGER task_queue AFTER UPDATE ON task DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.state IN ('ready', 'running', 'held')) <> (NEW.state IN ('ready', 'running', 'held'))
    OR (OLD.state = 'parked') <> (NEW.state = 'parked')
    OR NEW.state = 'parked' AND OLD.trouble_code IS DISTINCT FROM NEW.trouble_code)
  EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER shared_identifier_queue AFTER INSERT OR UPDATE ON shared_identifier
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_task_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposed_link_queue AFTER INSERT OR UPDATE ON proposed_link
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_task_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER bundle_queue AFTER UPDATE ON bundle DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.trouble_code IS DISTINCT FROM NEW.trouble_code OR (OLD.state = 'failed') <> (NEW.state = 'failed'))
  EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER decision_queue AFTER INSERT OR UPDATE ON decision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER fee_queue AFTER INSERT OR UPDATE ON fee
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER receipt_correction_queue AFTER INSERT OR UPDATE ON receipt_correction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER spam_proposal_queue AFTER INSERT OR UPDATE ON spam_proposal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER erasure_queue AFTER INSERT OR UPDATE OF state ON erasure
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER rectification_queue AFTER INSERT OR UPDATE OF state ON rectification
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION queue_of_part();
--> statement-breakpoint
SELECT queue_recount();
