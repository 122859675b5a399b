-- Figures are kept by triggers as rows that are only ever added, so that nobody waits for anybody; housekeeping adds them
-- to the cells. Months go by UTC where only an instant is known.

-- The day on which a request was answered or ended; the queue's key `ended:` reads the same.
CREATE FUNCTION ended_day(answered date, refused date, ended timestamptz) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(answered, refused, (ended AT TIME ZONE 'UTC')::date);
--> statement-breakpoint
-- Days to an answer: each by itself up to sixty, then by tens.
CREATE FUNCTION metric_days(days integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN days <= 60 THEN greatest(days, 0) ELSE ceil(least(days, 4000) / 10.0)::integer * 10 END;
--> statement-breakpoint
-- Minutes: in steps of a sixth, so that a time read from them is at most that much too long.
CREATE FUNCTION metric_minutes(seconds numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ceil(power(1.2, ceil(ln(greatest(least(seconds / 60.0, 5000000), 1)) / ln(1.2))))::integer;
--> statement-breakpoint
-- Whom an open request waits for; nobody waits once it is answered.
CREATE FUNCTION open_waits(status text, ended_at timestamptz, waits_for text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN ended_at IS NULL AND status <> 'ready' THEN coalesce(waits_for, 'us') END;
--> statement-breakpoint
CREATE FUNCTION metric_of_new_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
    SELECT date_trunc('month', received_day)::date, 'received', right_asked, regime, coalesce(brand_id, 'company'), place,
        '', 0, count(*)
      FROM fresh WHERE channel <> 'canary' GROUP BY 1, 3, 4, 5, 6;
  INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
    SELECT '0001-01-01', 'open', right_asked, regime, coalesce(brand_id, 'company'), place,
        open_waits(status, ended_at, waits_for), 0, count(*)
      FROM fresh WHERE channel <> 'canary' AND open_waits(status, ended_at, waits_for) IS NOT NULL GROUP BY 3, 4, 5, 6, 7;
  INSERT INTO request_span (request_id, kind, what, since)
    SELECT id, kind, what, now() FROM fresh,
        LATERAL (VALUES ('stage', status), ('waits', open_waits(status, ended_at, waits_for))) AS span (kind, what)
      WHERE channel <> 'canary' AND ended_at IS NULL AND status <> 'ready';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_metric_new AFTER INSERT ON request
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION metric_of_new_requests();
--> statement-breakpoint
CREATE FUNCTION span_turns(request uuid, span text, before text, after text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF before IS NOT DISTINCT FROM after THEN RETURN; END IF;
  UPDATE request_span SET seconds = seconds + greatest(extract(epoch FROM now() - since), 0)::bigint, since = NULL
    WHERE request_id = request AND kind = span AND what = before AND since IS NOT NULL;
  IF after IS NULL OR after IN ('ready','closed','cancelled','lapsed','refused') THEN RETURN; END IF;
  INSERT INTO request_span (request_id, kind, what, since) VALUES (request, span, after, now())
    ON CONFLICT (request_id, kind, what) DO UPDATE SET since = excluded.since;
END $$;
--> statement-breakpoint
-- What is counted of a request goes with it to another law, place, brand or month.
CREATE FUNCTION metric_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text := open_waits(OLD.status, OLD.ended_at, OLD.waits_for);
  after text := open_waits(NEW.status, NEW.ended_at, NEW.waits_for);
  moved boolean := (OLD.right_asked, OLD.regime, OLD.brand_id, OLD.place)
    IS DISTINCT FROM (NEW.right_asked, NEW.regime, NEW.brand_id, NEW.place);
BEGIN
  IF NEW.channel = 'canary' THEN RETURN NULL; END IF;
  INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
    SELECT month, measure, right_asked, regime, brand, place, detail, 0, n FROM (VALUES
        (date_trunc('month', OLD.received_day)::date, 'received', OLD.right_asked, OLD.regime,
          coalesce(OLD.brand_id, 'company'), OLD.place, '', -1,
          moved OR date_trunc('month', OLD.received_day) <> date_trunc('month', NEW.received_day)),
        (date_trunc('month', NEW.received_day)::date, 'received', NEW.right_asked, NEW.regime,
          coalesce(NEW.brand_id, 'company'), NEW.place, '', 1,
          moved OR date_trunc('month', OLD.received_day) <> date_trunc('month', NEW.received_day)),
        ('0001-01-01'::date, 'open', OLD.right_asked, OLD.regime, coalesce(OLD.brand_id, 'company'), OLD.place, before, -1,
          before IS NOT NULL AND (moved OR before IS DISTINCT FROM after)),
        ('0001-01-01'::date, 'open', NEW.right_asked, NEW.regime, coalesce(NEW.brand_id, 'company'), NEW.place, after, 1,
          after IS NOT NULL AND (moved OR before IS DISTINCT FROM after))
      ) AS change (month, measure, right_asked, regime, brand, place, detail, n, counts)
    WHERE counts;
  PERFORM span_turns(NEW.id, 'stage', OLD.status, NEW.status);
  PERFORM span_turns(NEW.id, 'waits', before, after);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Without a list of columns: whom it waits for is set by another trigger, and not by the statement.
CREATE TRIGGER request_metric AFTER UPDATE ON request FOR EACH ROW
  WHEN ((OLD.status, OLD.ended_at, OLD.waits_for, OLD.right_asked, OLD.regime, OLD.brand_id, OLD.place, OLD.received_day)
    IS DISTINCT FROM (NEW.status, NEW.ended_at, NEW.waits_for, NEW.right_asked, NEW.regime, NEW.brand_id, NEW.place, NEW.received_day))
  EXECUTE FUNCTION metric_of_request();
--> statement-breakpoint
-- Everything that is counted of requests once they are answered or have ended, by the record that leads.
CREATE FUNCTION metric_of_ended(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH ended AS (
    SELECT r.id, date_trunc('month', ended_day(r.answered_day, r.refused_day, coalesce(r.ended_at, now())))::date AS month,
        x.right_asked, x.law AS regime, coalesce(r.brand_id, 'company') AS brand, r.place, x.response, x.basis, x.days, x.on_time
      FROM request_record x JOIN request r ON r.id = x.request_id WHERE x.leads AND x.request_id = ANY (ids)
  ), fact AS (
    SELECT id, 'outcome' AS measure, response AS detail, 0 AS bucket, 1::bigint AS n FROM ended
    UNION ALL
    SELECT id, 'answer', CASE WHEN on_time THEN 'on_time' ELSE 'late' END, metric_days(days), 1 FROM ended WHERE days IS NOT NULL
    UNION ALL
    SELECT id, 'ground', ground, 0, 1 FROM ended, jsonb_array_elements_text(basis) AS ground
    UNION ALL
    SELECT s.request_id, s.kind, s.what, CASE s.kind WHEN 'stage' THEN metric_minutes(spent) ELSE 0 END,
        CASE s.kind WHEN 'stage' THEN 1 ELSE ceil(spent / 60.0)::bigint END
      FROM request_span s, LATERAL (SELECT s.seconds + coalesce(extract(epoch FROM now() - s.since), 0) AS spent) AS each
      WHERE s.request_id = ANY (ids)
    UNION ALL
    SELECT t.request_id, 'system', t.system_id, metric_minutes(extract(epoch FROM t.answered_at - t.asked_at)), 1
      FROM task t WHERE t.request_id = ANY (ids) AND t.asked_at IS NOT NULL AND t.answered_at IS NOT NULL
    UNION ALL
    SELECT t.request_id, 'asked', t.system_id, 0, 1 FROM task t WHERE t.request_id = ANY (ids) AND t.asked_at IS NOT NULL
    UNION ALL
    SELECT t.request_id, 'trouble', t.system_id, 0, 1 FROM task t
      WHERE t.request_id = ANY (ids) AND t.asked_at IS NOT NULL AND EXISTS (SELECT 1 FROM audit_event e
        WHERE e.chain = t.request_id::text AND e.kind IN ('system_trouble','system_stopped') AND e.data ->> 'system' = t.system_id)
    UNION ALL
    SELECT g.request_id, 'hidden', counted.detail, 0, counted.n
      FROM (SELECT request_id, sum(count)::bigint AS places FROM redaction_group
              WHERE request_id = ANY (ids) AND count > 0 AND coalesce(decision, proposal) = 'hide' GROUP BY 1) AS g
      JOIN ended e ON e.id = g.request_id AND e.response IN ('complied','complied_partly'),
        LATERAL (VALUES ('requests', 1::bigint), ('places', g.places)) AS counted (detail, n)
  )
  INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
    SELECT e.month, f.measure, e.right_asked, e.regime, e.brand, e.place, f.detail, f.bucket, sum(f.n)
      FROM fact f JOIN ended e USING (id) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
$$;
--> statement-breakpoint
CREATE FUNCTION metric_of_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM metric_of_ended(array_agg(request_id)) FROM fresh WHERE leads HAVING count(*) > 0;
  DELETE FROM request_span WHERE request_id IN (SELECT request_id FROM fresh WHERE leads);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_record_metric AFTER INSERT ON request_record
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION metric_of_records();
--> statement-breakpoint
-- What came before: by its rows. How long it was in which stage is not known of it.
INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
  SELECT date_trunc('month', received_day)::date, 'received', right_asked, regime, coalesce(brand_id, 'company'), place,
      '', 0, count(*)
    FROM request WHERE channel <> 'canary' GROUP BY 1, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
  SELECT '0001-01-01', 'open', right_asked, regime, coalesce(brand_id, 'company'), place,
      open_waits(status, ended_at, waits_for), 0, count(*)
    FROM request WHERE channel <> 'canary' AND open_waits(status, ended_at, waits_for) IS NOT NULL GROUP BY 3, 4, 5, 6, 7;
--> statement-breakpoint
SELECT metric_of_ended(array_agg(request_id)) FROM request_record WHERE leads HAVING count(*) > 0;
--> statement-breakpoint
INSERT INTO request_span (request_id, kind, what, since)
  SELECT id, kind, what, now() FROM request,
      LATERAL (VALUES ('stage', status), ('waits', open_waits(status, ended_at, waits_for))) AS span (kind, what)
    WHERE channel <> 'canary' AND ended_at IS NULL AND status <> 'ready';
