-- What a batch is, and what a retention run found, is part of what people approve: it never changes.
CREATE FUNCTION keep_batch_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was planned and approved does not change' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_batch_kind BEFORE UPDATE ON erasure_batch FOR EACH ROW
  WHEN (NEW.kind <> OLD.kind OR NEW.outlived IS DISTINCT FROM OLD.outlived) EXECUTE FUNCTION keep_batch_kind();
