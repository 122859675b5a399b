-- Whoever asks the person something, writes to them or decides has taken the request up.
CREATE FUNCTION mark_triaged_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE request SET triaged_at = now() WHERE id = NEW.request_id AND triaged_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER question_triages AFTER INSERT ON question FOR EACH ROW EXECUTE FUNCTION mark_triaged_of_request();
--> statement-breakpoint
CREATE TRIGGER decision_triages AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION mark_triaged_of_request();
--> statement-breakpoint
CREATE TRIGGER message_triages AFTER INSERT ON message FOR EACH ROW WHEN (NEW.side = 'staff')
  EXECUTE FUNCTION mark_triaged_of_request();
