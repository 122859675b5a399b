-- What is due within a week is never out of sight, whoever moved the day: the day until which it is put aside comes forward with it.
CREATE FUNCTION bring_forward_snoozed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.snoozed_until := least(NEW.snoozed_until, NEW.safe_due - 7);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER request_snooze_due BEFORE UPDATE OF safe_due, snoozed_until ON request FOR EACH ROW
  WHEN (NEW.snoozed_until > NEW.safe_due - 7) EXECUTE FUNCTION bring_forward_snoozed();
