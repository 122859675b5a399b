-- Requests by which we try ourselves whether opt-outs arrive are nobody's, and are not among those that are done.
CREATE OR REPLACE FUNCTION tally_done() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before integer := 0;
  after integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    before := (OLD.channel <> 'canary' AND (OLD.ended_at IS NOT NULL OR OLD.status = 'ready'))::integer;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    after := (NEW.channel <> 'canary' AND (NEW.ended_at IS NOT NULL OR NEW.status = 'ready'))::integer;
  END IF;
  IF after <> before THEN INSERT INTO done_tally (requests) VALUES (after - before); END IF;
  RETURN NULL;
END $$;
