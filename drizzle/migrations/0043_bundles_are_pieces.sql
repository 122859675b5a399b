-- A bundle that was stored as one stream is a package of one piece.
WITH whole AS (
  INSERT INTO "bundle_step" ("bundle_id", "position", "name", "made_from", "sealed")
    SELECT "id", 0, 'whole', '', '' FROM "bundle" WHERE "state" = 'settled' AND "storage_key" IS NOT NULL
    RETURNING "id", "bundle_id"
)
INSERT INTO "bundle_piece" ("step_id", "position", "storage_key", "bytes")
  SELECT whole."id", 0, b."storage_key", b."bytes" FROM whole JOIN "bundle" b ON b."id" = whole."bundle_id";--> statement-breakpoint
ALTER TABLE "bundle" DROP COLUMN "storage_key";