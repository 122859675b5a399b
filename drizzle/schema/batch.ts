import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Mention } from "#connectors/erase.ts";
import { bytes, instant, lease } from "./columns.ts";
import { type ErasureTotals, type PlannedStep, replayed } from "./erasure.ts";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** People of a list who are not erased, by why; `twice`: lines that said what another line had said. */
export type SetAside = {
  unknown: number;
  shared: number;
  ambiguous: number;
  crowd: number;
  held: number;
  twice: number;
  /** Of a retention run: people who have a request open. Their records wait until it is answered. */
  asking?: number;
};

/** What a retention run found in one collection: records that have outlived their time, and whose they are. */
export type Outlived = { collection: string; records: number; people: number };

/** Rows of one collection that stay on one ground until one day. */
export type KeptRows = { collection: string; ground: string; until: string | null; rows: number };

/**
 * Many people at once: a list of identifiers that staff give, what two people approved of it and how it went. No
 * request stands behind it. The list lies sealed in the store under a key of the batch's own.
 */
export const erasureBatch = pgTable(
  "erasure_batch",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    number: integer("number").notNull().generatedAlwaysAsIdentity(),
    /** Leased work while people are located, and when their receipts are written. */
    ...lease,
    status: text("status").notNull().default("locating"),
    /** The civil day by which it was judged what must still be kept. */
    asOf: date("as_of", { mode: "string" }).notNull(),
    /**
     * list: whom staff name. retention: whose records have outlived the time that the map gives them. hold_ended: what an
     * earlier batch had kept, and need not any more. came_back: whom an earlier batch erased, and who are there again.
     */
    kind: text("kind").notNull().default("list"),
    /** The batch that this one goes on with. */
    followsId: uuid("follows_id").references((): AnyPgColumn => erasureBatch.id),
    /** What had to be kept until before this day has a batch of its own by now. */
    followedDay: date("followed_day", { mode: "string" }),
    /** Of a retention run: what it found, before anybody was left out. */
    outlived: jsonb("outlived").$type<Outlived[]>(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull().defaultNow(),
    sealedReason: bytes("sealed_reason").notNull(),
    /** The batch's data key under the master key; null once it was destroyed. */
    wrappedKey: bytes("wrapped_key"),
    destroyedAt: instant("destroyed_at"),
    /** Ids of the systems that are asked. */
    systems: jsonb("systems").$type<string[]>().notNull(),
    lines: integer("lines").notNull(),
    people: integer("people").notNull().default(0),
    setAside: jsonb("set_aside").$type<SetAside>(),
    /** SHA-256 over people, steps and target lists of all systems: what is approved is exactly this. */
    hash: bytes("hash"),
    totals: jsonb("totals").$type<ErasureTotals>(),
    /** Approving a batch always asks for this number, typed. */
    typedNumber: bigint("typed_number", { mode: "number" }),
    firstBy: text("first_by"),
    firstAt: instant("first_at"),
    secondBy: text("second_by"),
    secondAt: instant("second_at"),
    waitUntil: instant("wait_until"),
    startedAt: instant("started_at"),
    stoppedWhy: text("stopped_why"),
    sealedSecret: bytes("sealed_secret"),
    troubleCode: text("trouble_code"),
    /** Plain words without personal data. */
    trouble: text("trouble"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("erasure_batch_number").on(t.number),
    index("erasure_batch_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("erasure_batch_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_batch_kind", sql`kind in ('list','retention','hold_ended','came_back')`),
    check("known_batch_work", sql`state in ('ready','running','parked','settled')`),
    check(
      "known_batch_status",
      sql`status in ('locating','planning','proposed','approved','acting','stopped','done','dropped')`,
    ),
    check("two_people_for_batch", sql`second_by is null or (first_by is not null and second_by <> first_by)`),
    check("people_approve_batch", sql`first_by like 'staff/%' and second_by like 'staff/%'`),
    check(
      "proposed_batch_has_hash",
      sql`status in ('locating','planning','dropped') or (hash is not null and totals is not null and typed_number is not null)`,
    ),
    check(
      "batch_approved_by_two",
      sql`(status not in ('approved','acting','done') and started_at is null)
          or (second_by is not null and wait_until is not null)`,
    ),
    check("batch_started_after_waiting", sql`started_at is null or started_at >= wait_until`),
    check("batch_ended_has_time", sql`(status in ('done','dropped')) = (ended_at is not null)`),
    index("erasure_batch_follows").on(t.followsId),
    check("hold_ended_follows", sql`(kind = 'hold_ended') = (follows_id is not null)`),
    check("batch_key_ends_with_it", sql`wrapped_key is not null or status in ('done','dropped')`),
  ],
);

/** One system of a batch: leased work, its target list in the spool, how far it is and what came of it. */
export const erasureBatchSystem = pgTable(
  "erasure_batch_system",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => erasureBatch.id),
    systemId: text("system_id").notNull(),
    position: integer("position").notNull(),
    ...lease,
    /** plan, act, by_hand, prove, done. */
    phase: text("phase").notNull().default("plan"),
    steps: jsonb("steps").$type<PlannedStep[]>().notNull().default([]),
    rows: count("rows"),
    storageKey: text("storage_key"),
    sha256: bytes("sha256"),
    actKey: text("act_key"),
    actRows: count("act_rows"),
    released: count("released"),
    cursor: count("cursor"),
    chunks: integer("chunks").notNull().default(0),
    changed: count("changed"),
    gone: count("gone"),
    standing: bigint("standing", { mode: "number" }),
    returned: bigint("returned", { mode: "number" }),
    mentions: jsonb("mentions").$type<Mention[]>(),
    kept: jsonb("kept").$type<KeptRows[]>(),
    /** Counts by person and act, in the spool: what the receipts are made of. */
    countsKey: text("counts_key"),
    provenAt: instant("proven_at"),
    accepted: jsonb("accepted").$type<Mention[]>(),
    acceptedBy: text("accepted_by"),
    byHandBy: text("by_hand_by"),
    sealedNote: bytes("sealed_note"),
    outcome: text("outcome"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("one_batch_per_system").on(t.batchId, t.systemId),
    index("erasure_batch_system_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("erasure_batch_system_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_batch_system_work", sql`state in ('ready','running','parked','settled')`),
    check("known_batch_phase", sql`phase in ('plan','act','by_hand','prove','done')`),
    check("known_batch_outcome", sql`outcome in ('erased','nothing_held','kept','by_hand','dropped')`),
    check("settled_batch_has_outcome", sql`state <> 'settled' or outcome is not null`),
    check(
      "batch_erased_is_proven",
      sql`outcome is null or outcome = 'dropped'
          or (proven_at is not null and standing = 0 and returned = 0 and mentions is not null and counts_key is not null)`,
    ),
  ],
);

/** What one short transaction of a batch did in a system: evidence, chained by hash, never changed. */
export const erasureBatchChunk = pgTable(
  "erasure_batch_chunk",
  {
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureBatchSystem.id),
    number: integer("number").notNull(),
    step: integer("step").notNull(),
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
    unique("erasure_batch_chunk_number").on(t.systemRow, t.number),
    unique("erasure_batch_chunk_once").on(t.systemRow, t.step, t.firstRow),
  ],
);

/** Who a batch is about, by keyed tokens of what they are called: for legal holds. Goes with the batch's key. */
export const erasureBatchPerson = pgTable(
  "erasure_batch_person",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => erasureBatch.id),
    token: bytes("token").notNull(),
    place: integer("place").notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.token] })],
);

/** What was done of one person in a batch: a leaf of the signed tree. Counts and a keyed token, no personal data. */
export const erasureBatchReceipt = pgTable(
  "erasure_batch_receipt",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => erasureBatch.id),
    place: integer("place").notNull(),
    token: bytes("token").notNull(),
    /** The exact text of the leaf. */
    leaf: text("leaf").notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.place] }), index("erasure_batch_receipt_of").on(t.token)],
);

/** The root of a batch's tree of receipts, with what is true of all of them, signed. */
export const erasureBatchRoot = pgTable("erasure_batch_root", {
  batchId: uuid("batch_id")
    .primaryKey()
    .references(() => erasureBatch.id),
  body: text("body").notNull(),
  signature: bytes("signature").notNull(),
  keyId: text("key_id").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** One more time that the acts of a done batch were run in a system, after it was restored from a backup. Signed. */
export const erasureBatchReplay = pgTable(
  "erasure_batch_replay",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureBatchSystem.id),
    ...replayed,
  },
  (t) => [index("erasure_batch_replay_of").on(t.systemRow)],
);
