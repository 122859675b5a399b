import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { request } from "./request.ts";

const id = () => uuid("id").primaryKey().defaultRandom();

/** Somebody whose choices we keep: a set of identifiers that one request or account linked. Outlives every request. */
export const choicePerson = pgTable(
  "choice_person",
  {
    id: id(),
    /** The key of their identifiers, wrapped by the master key; destroyed when they are erased. */
    wrapped: bytes("wrapped"),
    madeAt: instant("made_at").notNull().defaultNow(),
    erasedAt: instant("erased_at"),
    /** When their choices were last looked up in the systems, and when that is due again. */
    sweptAt: instant("swept_at"),
    nextSweepAt: instant("next_sweep_at").notNull().defaultNow(),
  },
  (t) => [index("choice_person_due").on(t.nextSweepAt).where(sql`wrapped is not null`)],
);

/** One identifier of such a person: a keyed token, and the value sealed under the person's key. */
export const choiceIdentifier = pgTable(
  "choice_identifier",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => choicePerson.id),
    kind: text("kind").notNull(),
    token: bytes("token").notNull(),
    sealed: bytes("sealed").notNull(),
    /** claimed: typed or signalled · proven · found: a system led to it. */
    origin: text("origin").notNull(),
    /** True where it leads to several people: only what concerns this very channel is applied by it. */
    channelOnly: boolean("channel_only").notNull().default(false),
    addedAt: instant("added_at").notNull().defaultNow(),
  },
  (t) => [
    unique("choice_identifier_once").on(t.kind, t.token),
    index("choice_identifier_of").on(t.personId),
    check("known_choice_origin", sql`origin in ('claimed','proven','found')`),
  ],
);

/** How one choice stands. It never expires. */
export const choice = pgTable(
  "choice",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => choicePerson.id),
    kind: text("kind").notNull(),
    stands: text("stands").notNull(),
    since: instant("since").notNull(),
    /** request, signal, staff, unsubscribe, canary, system (the person agreed there later). */
    by: text("by").notNull(),
    requestId: uuid("request_id").references(() => request.id),
  },
  (t) => [
    unique("one_choice").on(t.personId, t.kind),
    check("known_stand", sql`stands in ('out','in')`),
    check("known_choice_by", sql`"by" in ('request','signal','staff','unsubscribe','canary','system')`),
  ],
);

/** Every change of a choice, append-only. */
export const choiceChange = pgTable(
  "choice_change",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => choicePerson.id),
    kind: text("kind").notNull(),
    stands: text("stands").notNull(),
    by: text("by").notNull(),
    /** The actor's name as in the audit log. */
    actor: text("actor").notNull(),
    requestId: uuid("request_id").references(() => request.id),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [index("choice_change_of").on(t.personId, t.at)],
);

/** A row of a system that was found without the choice and was set by the sweep. More than once: somebody sets it back. */
export const choiceFlip = pgTable(
  "choice_flip",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => choicePerson.id),
    systemId: text("system_id").notNull(),
    collection: text("collection").notNull(),
    rowToken: bytes("row_token").notNull(),
    times: integer("times").notNull().default(1),
    firstAt: instant("first_at").notNull().defaultNow(),
    lastAt: instant("last_at").notNull().defaultNow(),
  },
  (t) => [
    unique("choice_flip_once").on(t.personId, t.systemId, t.collection, t.rowToken),
    index("choice_flip_system").on(t.systemId, t.lastAt),
  ],
);

/** One browser's signal of one day, so that it is heard once. */
export const heardSignal = pgTable(
  "heard_signal",
  {
    id: id(),
    site: text("site").notNull(),
    token: bytes("token").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    requestId: uuid("request_id").references(() => request.id),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [unique("heard_signal_once").on(t.token, t.day), index("heard_signal_at").on(t.site, t.at)],
);

/** One try of the opt-out path in one system, with an invented person. */
export const canaryCheck = pgTable(
  "canary_check",
  {
    id: id(),
    systemId: text("system_id").notNull(),
    begunAt: instant("begun_at").notNull(),
    /** From when it is too late for the system to say it. */
    judgeBy: instant("judge_by").notNull(),
    requestId: uuid("request_id").references(() => request.id),
    /** set_in, file, locate, apply, read_back, done. */
    stage: text("stage").notNull(),
    /** The canary's rows, sealed under the house's key. */
    sealedRows: bytes("sealed_rows"),
    ok: boolean("ok"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("one_open_canary").on(t.systemId).where(sql`ok is null`),
    index("canary_newest").on(t.systemId, t.begunAt),
    check("known_canary_stage", sql`stage in ('set_in','file','locate','apply','read_back','done')`),
    check("canary_ended", sql`(ok is null) = (ended_at is null)`),
  ],
);

/** Something about opt-outs that staff must see and that belongs to no request. */
export const houseAlert = pgTable(
  "house_alert",
  {
    id: id(),
    /** opt_out_path_broken, choice_set_back. */
    kind: text("kind").notNull(),
    systemId: text("system_id").notNull(),
    stage: text("stage").notNull(),
    raisedAt: instant("raised_at").notNull(),
    /** When it was found to be well again. */
    endedAt: instant("ended_at"),
    seenAt: instant("seen_at"),
    seenBy: text("seen_by"),
  },
  (t) => [
    uniqueIndex("one_open_house_alert").on(t.kind, t.systemId).where(sql`ended_at is null`),
    index("house_alert_unseen").on(t.raisedAt).where(sql`seen_at is null`),
    check("known_house_alert", sql`kind in ('opt_out_path_broken','choice_set_back')`),
  ],
);
