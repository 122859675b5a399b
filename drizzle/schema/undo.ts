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
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { PutBack } from "#connectors/erase.ts";
import { erasureBatch } from "./batch.ts";
import { bytes, instant, lease } from "./columns.ts";
import { erasure, erasureSystem } from "./erasure.ts";
import { request } from "./request.ts";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const day = (name: string) => date(name, { mode: "string" });

/**
 * What one system of an erasure can be taken back by: a key of its own over the images of its rows, until when, and what
 * came of it. parked: kept · ready, running: being put back · settled: the key is destroyed.
 */
export const erasureUndo = pgTable(
  "erasure_undo",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemRow: uuid("system_row")
      .notNull()
      .references(() => erasureSystem.id),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    ...lease,
    /** The data key of the images, under the master key; null once it is destroyed. */
    wrapped: bytes("wrapped"),
    days: integer("days").notNull(),
    /** The civil day with whose end it is final. */
    untilDay: day("until_day").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    askedBy: text("asked_by"),
    askedAt: instant("asked_at"),
    /** Why it is taken back, under the request's key. */
    sealedReason: bytes("sealed_reason"),
    result: jsonb("result").$type<PutBack>(),
    endedAt: instant("ended_at"),
    /** undone: everything is back · partly · expired: the days are over. */
    outcome: text("outcome"),
    shreddedAt: instant("shredded_at"),
    /** What was put back, signed: it stands in the certificate. */
    body: text("body"),
    signature: bytes("signature"),
    keyId: text("key_id"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
  },
  (t) => [
    unique("one_undo_per_system").on(t.systemRow),
    index("erasure_undo_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("erasure_undo_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    index("erasure_undo_ends").on(t.untilDay).where(sql`wrapped is not null`),
    check("known_undo_state", sql`state in ('parked','ready','running','settled')`),
    check("known_undo_outcome", sql`outcome in ('undone','partly','expired')`),
    check("undo_asked_with_reason", sql`(asked_by is null) = (sealed_reason is null)`),
    check("put_back_was_asked", sql`result is null or (asked_by is not null and body is not null)`),
    check("settled_undo_has_no_key", sql`(state = 'settled') = (wrapped is null)`),
    check("shredded_has_time", sql`(wrapped is null) = (shredded_at is not null)`),
  ],
);

/** One file of images, written before the act that it is of was final. `sure`: the act has evidence. */
export const erasureImage = pgTable(
  "erasure_image",
  {
    undoId: uuid("undo_id")
      .notNull()
      .references(() => erasureUndo.id),
    number: integer("number").notNull(),
    storageKey: text("storage_key").notNull(),
    rows: integer("rows").notNull(),
    sure: boolean("sure").notNull().default(false),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.undoId, t.number] })],
);

/**
 * Who was erased, as keyed tokens only: what they were called, their keys in the systems, and rows of theirs that stay
 * by the plan. By these it is found what comes back.
 */
export const erasedToken = pgTable(
  "erased_token",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    token: bytes("token").notNull(),
    /** identifier · key: of a system · stays: a row that stays as it is · changed: a row that stays, changed. */
    what: text("what").notNull(),
    /** By which request of theirs, or by which batch. */
    requestId: uuid("request_id").references(() => request.id),
    erasureId: uuid("erasure_id").references(() => erasure.id),
    batchId: uuid("batch_id").references(() => erasureBatch.id),
    /** The day on which they were erased, and the last on which it is remembered. */
    erasedDay: day("erased_day").notNull(),
    untilDay: day("until_day").notNull(),
  },
  (t) => [
    unique("erased_token_once").on(t.requestId, t.what, t.token),
    unique("erased_token_once_in_batch").on(t.batchId, t.what, t.token),
    check("erased_by_one", sql`(batch_id is null) = (request_id is not null and erasure_id is not null)`),
    index("erased_token_of").on(t.token),
    index("erased_token_ends").on(t.untilDay),
    check("known_erased_token", sql`what in ('identifier','key','stays','changed')`),
  ],
);

/** The look through one system for people who were erased: leased work, once a night. */
export const erasureSweep = pgTable(
  "erasure_sweep",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemId: text("system_id").notNull(),
    ...lease,
    begunAt: instant("begun_at"),
    sweptAt: instant("swept_at"),
    identifiers: count("identifiers"),
    found: count("found"),
    /** Why this system cannot be looked through, in plain words. */
    cannot: text("cannot"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
  },
  (t) => [
    unique("one_sweep_per_system").on(t.systemId),
    index("erasure_sweep_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("erasure_sweep_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_sweep_state", sql`state in ('ready','running')`),
  ],
);

/** A record of somebody who was erased, found later: an alert until staff decide or it is gone. No personal data. */
export const cameBack = pgTable(
  "came_back",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    erasureId: uuid("erasure_id")
      .notNull()
      .references(() => erasure.id),
    systemId: text("system_id").notNull(),
    collection: text("collection").notNull(),
    /** Which record it is, and by what it was known: tokens. */
    rowToken: bytes("row_token").notNull(),
    knownBy: bytes("known_by").notNull(),
    kinds: jsonb("kinds").$type<string[]>().notNull(),
    /** Where the map knows when an account was opened: the day, if it was after the erasure. */
    openedDay: day("opened_day"),
    firstAt: instant("first_at").notNull().defaultNow(),
    lastAt: instant("last_at").notNull().defaultNow(),
    state: text("state").notNull().default("open"),
    /** The plan that was made for it. */
    plannedId: uuid("planned_id").references(() => erasure.id),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    unique("came_back_once").on(t.requestId, t.systemId, t.collection, t.rowToken),
    index("came_back_open").on(t.firstAt).where(sql`state in ('open','planned')`),
    index("came_back_in").on(t.systemId, t.lastAt),
    check("known_came_back", sql`state in ('open','planned','left','gone')`),
    check("left_by_somebody", sql`state <> 'left' or decided_by is not null`),
  ],
);
