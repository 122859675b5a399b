-- A system that answers at once has no moment of asking of its own: it was asked when its task was made.
CREATE OR REPLACE FUNCTION metric_of_ended(ids uuid[]) RETURNS void LANGUAGE sql AS $$
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
    SELECT t.request_id, 'system', t.system_id, metric_minutes(extract(epoch FROM t.answered_at - coalesce(t.asked_at, t.created_at))), 1
      FROM task t WHERE t.request_id = ANY (ids) AND t.answered_at IS NOT NULL
    UNION ALL
    SELECT t.request_id, 'asked', t.system_id, 0, 1 FROM task t WHERE t.request_id = ANY (ids) AND coalesce(t.asked_at, t.answered_at) IS NOT NULL
    UNION ALL
    SELECT t.request_id, 'trouble', t.system_id, 0, 1 FROM task t
      WHERE t.request_id = ANY (ids) AND coalesce(t.asked_at, t.answered_at) IS NOT NULL AND EXISTS (SELECT 1 FROM audit_event e
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
-- A request that was taken up again: counted where the first one ended.
CREATE FUNCTION metric_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO metric_change (month, measure, right_asked, regime, brand, place, detail, bucket, n)
    SELECT date_trunc('month', ended_day(answered_day, refused_day, coalesce(ended_at, now())))::date, 'reopened', right_asked,
        regime, coalesce(brand_id, 'company'), place, '', 0,
        CASE WHEN TG_OP = 'INSERT' OR NEW.undone_at IS NULL THEN 1 ELSE -1 END
      FROM request WHERE id = NEW.to_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_link_metric AFTER INSERT ON request_link
  FOR EACH ROW WHEN (NEW.kind = 'reopened') EXECUTE FUNCTION metric_of_link();
--> statement-breakpoint
CREATE TRIGGER request_link_metric_undone AFTER UPDATE OF undone_at ON request_link
  FOR EACH ROW WHEN (NEW.kind = 'reopened' AND (OLD.undone_at IS NULL) <> (NEW.undone_at IS NULL))
  EXECUTE FUNCTION metric_of_link();
