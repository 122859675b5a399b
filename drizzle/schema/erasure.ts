import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ErasureStep, Mention } from "#connectors/erase.ts";
import { bytes, instant, lease } from "./columns.ts";
import { dossier, request } from "./request.ts";
import { task } from "./task.ts";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const day = (name: string) => date(name, { mode: "string" });

/**
 * A step as it was planned, with how many rows it is about. `expired`: rows of a keep whose time is over. `lastUntil`:
 * the last day of the longest kept.
 */
export type PlannedStep = ErasureStep & { expired: boolean; rows: number; lastUntil: string | null };

/** Rows of a plan by what becomes of them, over all its systems. */
export type ErasureTotals = {
  systems: number;
  rows: number;
  delete: number;
  anonymise: number;
  unlink: number;
  keep: number;
  by_hand: number;
  /** Rows that are not what they were afterwards: deleted, anonymised, unlinked. */
  changing: number;
};

/** One plan to erase a person, what two people approved of it and how it went. No personal data in the clear. */
export const erasure = pgTable(
  "erasure",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    number: integer("number").notNull(),
    state: text("state").notNull().default("planning"),
    /** asked: by the person · hold_ended: the time of what was kept is over · came_back: found again later. */
    cause: text("cause").notNull().default("asked"),
    /** The civil day by which it was judged what must still be kept. */
    asOf: day("as_of").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull().defaultNow(),
    /** SHA-256 over steps and target lists of all systems: what is approved is exactly this. */
    hash: bytes("hash"),
    totals: jsonb("totals").$type<ErasureTotals>(),
    /** Where more rows change than usual: approving asks for this number, typed. */
    typedNumber: bigint("typed_number", { mode: "number" }),
    firstBy: text("first_by"),
    firstAt: instant("first_at"),
    secondBy: text("second_by"),
    secondAt: instant("second_at"),
    waitUntil: instant("wait_until"),
    startedAt: instant("started_at"),
    stoppedWhy: text("stopped_why"),
    /** Secret of its keyed hashes, under the request's key; forgotten at the end, which makes them final. */
    sealedSecret: bytes("sealed_secret"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("erasure_number").on(t.requestId, t.number),
    uniqueIndex("one_open_erasure").on(t.requestId).where(sql`state not in ('done','dropped')`),
    index("erasure_done").on(t.endedAt).where(sql`state = 'done'`),
    check(
      "known_erasure_state",
      sql`state in ('planning','proposed','approved','acting','stopped','done','dropped')`,
    ),
    check("known_erasure_cause", sql`cause in ('asked','hold_ended','came_back')`),
    check(
      "two_people_for_erasure",
      sql`second_by is null or (first_by is not null and second_by <> first_by)`,
    ),
    check("people_approve_erasure", sql`first_by like 'staff/%' and second_by like 'staff/%'`),
    check(
      "proposed_has_hash",
      sql`state in ('planning','dropped') or (hash is not null and totals is not null)`,
    ),
    check(
      "approved_by_two",
      sql`(state not in ('approved','acting','done') and started_at is null)
          or (second_by is not null and wait_until is not null)`,
    ),
    check("started_after_waiting", sql`started_at is null or started_at >= wait_until`),
    check("erasure_ended_has_time", sql`(state in ('done','dropped')) = (ended_at is not null)`),
  ],
);

/** One system of a plan: leased work, its target list in the spool, how far it is and what came of it. */
export const erasureSystem = pgTable(
  "erasure_system",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    erasureId: uuid("erasure_id")
      .notNull()
      .references(() => erasure.id),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** The task in which the person was located: its confirmed keys are what is erased by. */
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    systemId: text("system_id").notNull(),
    position: integer("position").notNull(),
    ...lease,
    /** plan, act, by_hand, prove, done. */
    phase: text("phase").notNull().default("plan"),
    steps: jsonb("steps").$type<PlannedStep[]>().notNull().default([]),
    rows: count("rows"),
    /** Why what is done here cannot be taken back for a while, in plain words; null where it can, or never can. */
    noUndo: text("no_undo"),
    /** Target list and samples in the spool, under the request's key; SHA-256 of the list in the clear. */
    storageKey: text("storage_key"),
    sha256: bytes("sha256"),
    /** What was still the person's when the act began: the rows that are acted on, in the order of the plan. */
    actKey: text("act_key"),
    actRows: count("act_rows"),
    /** Planned rows that were not the person's any more when the act began. They are left alone. */
    released: count("released"),
    /** Rows of the act list that are done. */
    cursor: count("cursor"),
    chunks: integer("chunks").notNull().default(0),
    changed: count("changed"),
    gone: count("gone"),
    /** The re-query: rows not as the plan leaves them, rows that came back, and where the person is mentioned. */
    standing: bigint("standing", { mode: "number" }),
    returned: bigint("returned", { mode: "number" }),
    mentions: jsonb("mentions").$type<Mention[]>(),
    provenAt: instant("proven_at"),
    /** Mentions that staff found to be somebody else's, and why. */
    accepted: jsonb("accepted").$type<Mention[]>(),
    acceptedBy: text("accepted_by"),
    /** Notes of staff: what was done by hand, why mentions stay. Under the request's key. */
    sealedNote: bytes("sealed_note"),
    byHandBy: text("by_hand_by"),
    outcome: text("outcome"),
    troubleCode: text("trouble_code"),
    /** Plain words without personal data. */
    trouble: text("trouble"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("one_erasure_per_system").on(t.erasureId, t.systemId),
    index("erasure_system_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("erasure_system_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_erasure_work", sql`state in ('ready','running','parked','settled')`),
    check("known_erasure_phase", sql`phase in ('plan','act','by_hand','prove','done')`),
    check("known_erasure_outcome", sql`outcome in ('erased','nothing_held','kept','by_hand','dropped')`),
    check("settled_erasure_has_outcome", sql`state <> 'settled' or outcome is not null`),
    // Nothing says erased before a re-query after the last write found nothing.
    check(
      "erased_is_proven",
      sql`outcome is null or outcome = 'dropped'
          or (proven_at is not null and standing = 0 and returned = 0 and mentions is not null)`,
    ),
  ],
);

/** What one short transaction did in a system: evidence, chained by hash, never changed. */
export const erasureChunk = pgTable(
  "erasure_chunk",
  {
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureSystem.id),
    number: integer("number").notNull(),
    step: integer("step").notNull(),
    /** Where the chunk begins in the act list: with the step, the once-key of its effect. */
    firstRow: bigint("first_row", { mode: "number" }).notNull(),
    rows: integer("rows").notNull(),
    changed: integer("changed").notNull(),
    gone: integer("gone").notNull(),
    ms: integer("ms").notNull(),
    at: text("at").notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [
    unique("erasure_chunk_number").on(t.systemRow, t.number),
    unique("erasure_chunk_once").on(t.systemRow, t.step, t.firstRow),
  ],
);

/** What stays after an erasure: where it is, on which ground and until when. */
export const retained = pgTable(
  "retained",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureSystem.id),
    systemId: text("system_id").notNull(),
    collection: text("collection").notNull(),
    ground: text("ground").notNull(),
    /** The day after which it need not be kept; null where the map names none. */
    until: day("until"),
    rows: bigint("rows", { mode: "number" }).notNull(),
    /** held · due: its erasure is open · erased · replaced: a later plan lists it anew. */
    state: text("state").notNull().default("held"),
    createdAt: instant("created_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("retained_ends").on(t.until).where(sql`state = 'held' and until is not null`),
    index("retained_of").on(t.requestId, t.systemId),
    check("known_retained", sql`state in ('held','due','erased','replaced')`),
  ],
);

/** Staff forbid the erasure of a person, or of what one dossier asks, for a reason and until a day. */
export const legalHold = pgTable(
  "legal_hold",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The person, as the keyed token of their mailbox; or one dossier. */
    mailboxToken: bytes("mailbox_token"),
    dossierId: uuid("dossier_id").references(() => dossier.id),
    sealedReason: bytes("sealed_reason").notNull(),
    untilDay: day("until_day").notNull(),
    placedBy: text("placed_by").notNull(),
    placedAt: instant("placed_at").notNull().defaultNow(),
    liftedBy: text("lifted_by"),
    liftedAt: instant("lifted_at"),
  },
  (t) => [
    index("legal_hold_person").on(t.mailboxToken),
    index("legal_hold_dossier").on(t.dossierId),
    check("hold_on_somebody", sql`(mailbox_token is null) <> (dossier_id is null)`),
    check("lifted_by_somebody", sql`(lifted_at is null) = (lifted_by is null)`),
  ],
);

/** What was done in one system, signed. It holds counts, grounds and times, and no personal data. */
export const erasureReceipt = pgTable("erasure_receipt", {
  systemRow: uuid("system_row")
    .primaryKey()
    .references(() => erasureSystem.id),
  /** The exact text that was signed. */
  body: text("body").notNull(),
  signature: bytes("signature").notNull(),
  keyId: text("key_id").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** What is kept of one more run of what was erased. */
export const replayed = {
  by: text("by").notNull(),
  at: instant("at").notNull().defaultNow(),
  changed: count("changed"),
  /** Nothing was left afterwards that the plan does not leave. */
  clean: boolean("clean").notNull(),
  body: text("body").notNull(),
  signature: bytes("signature").notNull(),
  keyId: text("key_id").notNull(),
};

/** One more time that the acts of a done erasure were run in a system, after it was restored from a backup. Signed. */
export const erasureReplay = pgTable(
  "erasure_replay",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureSystem.id),
    ...replayed,
  },
  (t) => [index("erasure_replay_of").on(t.systemRow)],
);
