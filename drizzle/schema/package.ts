import { bigint, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { bundle } from "./task.ts";

/** A step of putting a bundle together that is done: what it wrote stands, and a build that died goes on after it. */
export const bundleStep = pgTable(
  "bundle_step",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    bundleId: uuid("bundle_id")
      .notNull()
      .references(() => bundle.id),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    /** Keyed hash of everything that the bundle is made from: a step of other facts is not gone on from. */
    madeFrom: bytes("made_from").notNull(),
    /** What the step returned and the zip's entries of it, sealed; empty once the bundle is whole. */
    sealed: bytes("sealed").notNull(),
    /** The system whose records it packed, and how many; null where it packed none. */
    systemId: text("system_id"),
    records: bigint("records", { mode: "number" }).notNull().default(0),
    doneAt: instant("done_at").notNull().defaultNow(),
  },
  (t) => [unique("bundle_step_position").on(t.bundleId, t.position)],
);

/** A part of a bundle's bytes. All of them, by the positions of their steps and their own, are the zip. */
export const bundlePiece = pgTable(
  "bundle_piece",
  {
    stepId: uuid("step_id")
      .notNull()
      .references(() => bundleStep.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    storageKey: text("storage_key").notNull(),
    /** Before sealing. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.position] })],
);

/** A download that was begun, with the session that gave its code: the rest of it needs no second one. */
export const bundleDownload = pgTable(
  "bundle_download",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    bundleId: uuid("bundle_id")
      .notNull()
      .references(() => bundle.id),
    sessionId: uuid("session_id").notNull(),
    begunAt: instant("begun_at").notNull().defaultNow(),
  },
  (t) => [index("bundle_download_by").on(t.bundleId, t.sessionId)],
);
