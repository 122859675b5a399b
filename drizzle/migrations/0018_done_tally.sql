-- Requests that have come to their end, told from their own rows: the queue adds these up and never counts a million.
INSERT INTO done_tally (requests)
  SELECT count(*) FROM request WHERE ended_at IS NOT NULL OR status = 'ready' HAVING count(*) > 0;
--> statement-breakpoint
CREATE FUNCTION tally_done() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before integer := 0;
  after integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := (OLD.ended_at IS NOT NULL OR OLD.status = 'ready')::integer; END IF;
  IF TG_OP <> 'DELETE' THEN after := (NEW.ended_at IS NOT NULL OR NEW.status = 'ready')::integer; END IF;
  IF after <> before THEN INSERT INTO done_tally (requests) VALUES (after - before); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_tally AFTER INSERT OR DELETE OR UPDATE OF status, ended_at ON request
  FOR EACH ROW EXECUTE FUNCTION tally_done();
