import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, lease, oneOf } from "./columns.ts";
import { correction } from "./correction.ts";
import { request } from "./request.ts";
import { humanTask, task } from "./task.ts";

/** Cells of a plan by what becomes of them. */
export type CellCounts = Record<(typeof cellStates)[number], number>;

/** What can become of one value of one row. */
export const cellStates = [
  "planned",
  "changed",
  "already",
  "conflict",
  "refused",
  "gone",
  "by_hand",
  "left",
] as const;

/** One plan to correct, what was approved of it and how it went. No personal data in the clear. */
export const rectification = pgTable(
  "rectification",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    number: integer("number").notNull(),
    state: text("state").notNull().default("planning"),
    /** correct: what was granted · undo: what an earlier plan changed goes back. */
    kind: text("kind").notNull().default("correct"),
    undoes: uuid("undoes"),
    corrections: jsonb("corrections").$type<string[]>().notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull().defaultNow(),
    /** SHA-256 over every cell with what it says and is to say: what is approved is exactly this. */
    hash: bytes("hash"),
    totals: jsonb("totals").$type<CellCounts>(),
    /** True where a cell that changes is one by which people are found: then two people approve. */
    identifies: boolean("identifies").notNull().default(false),
    firstBy: text("first_by"),
    firstAt: instant("first_at"),
    secondBy: text("second_by"),
    secondAt: instant("second_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("rectification_number").on(t.requestId, t.number),
    uniqueIndex("one_open_rectification").on(t.requestId).where(sql`state not in ('done','dropped')`),
    check(
      "known_rectification_state",
      oneOf(sql`state`, ["planning", "proposed", "acting", "done", "dropped"]),
    ),
    check(
      "known_rectification_kind",
      sql`kind in ('correct','undo') and (kind = 'undo') = (undoes is not null)`,
    ),
    check(
      "people_approve_rectification",
      sql`first_by like 'staff/%' and second_by like 'staff/%' and (second_by is null or second_by <> first_by)`,
    ),
    check(
      "rectification_proposed_has_hash",
      sql`state in ('planning','dropped') or (hash is not null and totals is not null)`,
    ),
    check(
      "rectification_approved",
      sql`(state not in ('acting','done') and started_at is null)
          or (first_by is not null and (not identifies or second_by is not null))`,
    ),
    check("rectification_ended_has_time", sql`(state in ('done','dropped')) = (ended_at is not null)`),
  ],
);

/** One system of a plan: leased work and what came of it. */
export const rectificationSystem = pgTable(
  "rectification_system",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    rectificationId: uuid("rectification_id")
      .notNull()
      .references(() => rectification.id),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    systemId: text("system_id").notNull(),
    position: integer("position").notNull(),
    ...lease,
    /** plan, act, by_hand, prove, done. */
    phase: text("phase").notNull().default("plan"),
    /** Rows of the plan that are done by machine. */
    rowsDone: integer("rows_done").notNull().default(0),
    entries: integer("entries").notNull().default(0),
    counts: jsonb("counts").$type<CellCounts>(),
    /** The re-query: values that are not as they should be. */
    differing: integer("differing"),
    provenAt: instant("proven_at"),
    /** The question to the system's owner, where people must do something. */
    humanTaskId: uuid("human_task_id").references(() => humanTask.id),
    outcome: text("outcome"),
    troubleCode: text("trouble_code"),
    /** Plain words without personal data. */
    trouble: text("trouble"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("one_rectification_per_system").on(t.rectificationId, t.systemId),
    index("rectification_system_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("rectification_system_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    index("rectification_system_asked").on(t.humanTaskId),
    check("known_rectification_work", sql`state in ('ready','running','parked','settled')`),
    check("known_rectification_phase", sql`phase in ('plan','act','by_hand','prove','done')`),
    check(
      "known_rectification_outcome",
      oneOf(sql`outcome`, ["corrected", "partly", "refused", "by_hand", "nothing_to_correct", "dropped"]),
    ),
    check("settled_rectification_has_outcome", sql`state <> 'settled' or outcome is not null`),
    // Nothing says corrected before a re-query after the last write read every value again.
    check(
      "corrected_is_proven",
      sql`outcome is null or outcome = 'dropped' or (proven_at is not null and differing is not null
          and counts is not null and (outcome <> 'corrected' or differing = 0))`,
    ),
  ],
);

/** One value of one row, or one thing that a person must correct: what it said, what it is to say, what came of it. */
export const rectificationCell = pgTable(
  "rectification_cell",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemRow: uuid("system_row")
      .notNull()
      .references(() => rectificationSystem.id),
    correctionId: uuid("correction_id")
      .notNull()
      .references(() => correction.id),
    no: integer("no").notNull(),
    /** Cells of one number are one row of the system, changed all together or not at all. */
    rowNo: integer("row_no").notNull(),
    /** Null where nobody could read the system: its owner is told the fact. */
    collection: text("collection"),
    field: text("field"),
    /** The row's key and by which key of the person it was reached, under the request's key. */
    sealedRow: bytes("sealed_row"),
    sealedBefore: bytes("sealed_before"),
    sealedWanted: bytes("sealed_wanted"),
    identifies: boolean("identifies").notNull().default(false),
    /** True where it repeats another field by the map. */
    derived: boolean("derived").notNull().default(false),
    /** False where it says a third thing that nobody disputed: it stays, unless staff include it. */
    disputed: boolean("disputed").notNull().default(true),
    state: text("state").notNull().default("planned"),
    /** Why it is as it is, in plain words without data. */
    why: text("why"),
    /** What the system's owner said: asked, done, cannot. */
    hand: text("hand"),
    sealedNote: bytes("sealed_note"),
    /** What the re-query read: wanted, before, other, gone; null before it, or where no machine can read it. */
    reads: text("reads"),
    changedAt: instant("changed_at"),
  },
  (t) => [
    unique("rectification_cell_no").on(t.systemRow, t.no),
    index("rectification_cell_of").on(t.correctionId),
    check("known_cell_state", oneOf(sql`state`, cellStates)),
    check("known_cell_hand", sql`hand in ('asked','done','cannot')`),
    check("known_cell_reading", sql`reads in ('wanted','before','other','gone')`),
  ],
);

/** What one short transaction did to one row of a system: evidence, chained by hash, never changed. */
export const rectificationEntry = pgTable(
  "rectification_entry",
  {
    systemRow: uuid("system_row")
      .notNull()
      .references(() => rectificationSystem.id),
    number: integer("number").notNull(),
    /** The row of the plan: with the system, the once-key of its effect. */
    rowNo: integer("row_no").notNull(),
    outcome: text("outcome").notNull(),
    fields: integer("fields").notNull(),
    ms: bigint("ms", { mode: "number" }).notNull(),
    at: text("at").notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [
    unique("rectification_entry_number").on(t.systemRow, t.number),
    unique("rectification_entry_once").on(t.systemRow, t.rowNo),
  ],
);

/** What was done in one system, signed. It holds counts and times, and no personal data. */
export const rectificationReceipt = pgTable("rectification_receipt", {
  systemRow: uuid("system_row")
    .primaryKey()
    .references(() => rectificationSystem.id),
  /** The exact text that was signed. */
  body: text("body").notNull(),
  signature: bytes("signature").notNull(),
  keyId: text("key_id").notNull(),
  at: instant("at").notNull().defaultNow(),
});
