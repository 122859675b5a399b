-- The queue's own tally counts what is done too.
DROP TRIGGER request_tally ON request;
--> statement-breakpoint
DROP FUNCTION tally_done();
--> statement-breakpoint
DROP TABLE "done_tally";
