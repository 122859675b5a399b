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
import { bytes, instant, lease } from "./columns.ts";
import { request } from "./request.ts";
import { task } from "./task.ts";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
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

/** What one request means to switch, as leased work: the ledger at once, the answer once every system says so. */
export const effectPlan = pgTable(
  "effect_plan",
  {
    id: id(),
    requestId: uuid("request_id")
      .notNull()
      .unique()
      .references(() => request.id),
    /** What is switched: kinds of connectors/language/effect.ts. */
    kinds: text("kinds").array().notNull(),
    ...lease,
    /** begin: the ledger is to be written · follow: systems are at work · done. */
    phase: text("phase").notNull().default("begin"),
    /** When every system that can hold it was re-read and says so. */
    inEffectAt: instant("in_effect_at"),
    /** Why staff answer instead of ourselves; null where we do or did. */
    leftToStaff: text("left_to_staff"),
    troubleCode: text("trouble_code"),
  },
  (t) => [
    index("effect_plan_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("effect_plan_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_effect_plan_state", sql`state in ('ready','running','parked','settled')`),
    check("known_effect_plan_phase", sql`phase in ('begin','follow','done')`),
  ],
);

/** One system of a request in which a choice is set, or lifted again: leased work and what came of it. */
export const effectSystem = pgTable(
  "effect_system",
  {
    id: id(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    systemId: text("system_id").notNull(),
    position: integer("position").notNull(),
    /** set, or lift: the values of before, or what the map says. */
    act: text("act").notNull(),
    kinds: text("kinds").array().notNull(),
    ...lease,
    /** True while it waits for staff to place the restriction. */
    waitsForPlacing: boolean("waits_for_placing").notNull().default(false),
    /** in_effect · nothing_held · cannot_hold: nothing there to switch off · by_hand · partly: see the counts. */
    outcome: text("outcome"),
    rows: count("rows"),
    changed: count("changed"),
    already: count("already"),
    conflicts: count("conflicts"),
    refused: count("refused"),
    gone: count("gone"),
    evidence: integer("evidence").notNull().default(0),
    /** Rows that did not say it at the re-read, and when that was. */
    standing: bigint("standing", { mode: "number" }),
    provenAt: instant("proven_at"),
    /** Why people must do it or nothing is done, in plain words without data. */
    why: text("why"),
    byHandBy: text("by_hand_by"),
    sealedNote: bytes("sealed_note"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("one_effect_per_system").on(t.taskId, t.act),
    index("effect_system_of").on(t.requestId),
    index("effect_system_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("effect_system_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_effect_act", sql`act in ('set','lift')`),
    check("known_effect_state", sql`state in ('held','ready','running','parked','settled')`),
    check(
      "known_effect_outcome",
      sql`outcome in ('in_effect','nothing_held','cannot_hold','by_hand','partly')`,
    ),
    check("settled_effect_has_outcome", sql`state <> 'settled' or outcome is not null`),
    // Nothing says that it is in effect before a re-read after the last write found that it is.
    check(
      "in_effect_is_proven",
      sql`outcome is distinct from 'in_effect' or (proven_at is not null and standing = 0)`,
    ),
  ],
);

/** What became of one row of a system: evidence, chained by hash, append-only. Values under the request's key. */
export const effectChange = pgTable(
  "effect_change",
  {
    systemRow: uuid("system_row")
      .notNull()
      .references(() => effectSystem.id),
    number: integer("number").notNull(),
    collection: text("collection").notNull(),
    rowToken: bytes("row_token").notNull(),
    outcome: text("outcome").notNull(),
    /** JSON: the row's key, the person's, its fields before and after. */
    sealed: bytes("sealed").notNull(),
    /** SHA-256 of that JSON. */
    digest: bytes("digest").notNull(),
    at: text("at").notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [unique("effect_change_number").on(t.systemRow, t.number)],
);

/** What was switched in one system, signed. It names nobody. */
export const effectReceipt = pgTable(
  "effect_receipt",
  {
    systemRow: uuid("system_row")
      .notNull()
      .references(() => effectSystem.id),
    number: integer("number").notNull(),
    /** The exact text that was signed. */
    body: text("body").notNull(),
    signature: bytes("signature").notNull(),
    keyId: text("key_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [unique("effect_receipt_number").on(t.systemRow, t.number)],
);

/** That a person's data is only stored (Art. 18 GDPR), from when to when and why. */
export const restriction = pgTable(
  "restriction",
  {
    id: id(),
    requestId: uuid("request_id")
      .notNull()
      .unique()
      .references(() => request.id),
    ground: text("ground").notNull(),
    state: text("state").notNull().default("standing"),
    placedBy: text("placed_by").notNull(),
    placedAt: instant("placed_at").notNull().defaultNow(),
    sealedReason: bytes("sealed_reason"),
    /** When the person was told that it will be lifted, and from when it may be (Art. 18(3)). */
    toldAt: instant("told_at"),
    liftFrom: instant("lift_from"),
    liftedBy: text("lifted_by"),
    liftedAt: instant("lifted_at"),
  },
  () => [
    check(
      "known_restriction_ground",
      sql`ground in ('accuracy_contested','unlawful_but_keep','needed_for_claims','objection_pending')`,
    ),
    check("known_restriction_state", sql`state in ('standing','told','lifted')`),
    check("told_before_lifted", sql`state = 'standing' or (told_at is not null and lift_from is not null)`),
    check(
      "lifted_after_waiting",
      sql`lifted_at is null or (lifted_by is not null and lifted_at >= lift_from)`,
    ),
  ],
);

/** By what a restricted person is recognised: keyed tokens only. */
export const restrictionToken = pgTable(
  "restriction_token",
  {
    restrictionId: uuid("restriction_id")
      .notNull()
      .references(() => restriction.id),
    kind: text("kind").notNull(),
    token: bytes("token").notNull(),
  },
  (t) => [
    unique("restriction_token_once").on(t.restrictionId, t.kind, t.token),
    index("restriction_token_of").on(t.token),
  ],
);

/** An act that one of the grounds of Art. 18(2) allows although the person is restricted. */
export const restrictionException = pgTable(
  "restriction_exception",
  {
    id: id(),
    restrictionId: uuid("restriction_id")
      .notNull()
      .references(() => restriction.id),
    /** The request whose act is allowed. */
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    ground: text("ground").notNull(),
    sealedReason: bytes("sealed_reason").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    unique("restriction_exception_once").on(t.restrictionId, t.requestId),
    check(
      "known_exception_ground",
      sql`ground in ('consent','legal_claims','rights_of_others','public_interest')`,
    ),
  ],
);

/** What an objection is about and how it was weighed (Art. 21 GDPR). */
export const objection = pgTable(
  "objection",
  {
    requestId: uuid("request_id")
      .primaryKey()
      .references(() => request.id),
    /** Advertising: absolute, at once. */
    marketing: boolean("marketing").notNull(),
    /** Purposes of the map that rest on legitimate interests or a public task; empty where only advertising is meant. */
    purposes: jsonb("purposes").$type<string[]>().notNull(),
    /** not_needed · weighing · upheld · overridden: compelling grounds. */
    state: text("state").notNull(),
    sealedReason: bytes("sealed_reason"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  () => [
    check("known_objection_state", sql`state in ('not_needed','weighing','upheld','overridden')`),
    check(
      "objection_decided_by_somebody",
      sql`(state in ('upheld','overridden')) = (decided_by is not null and sealed_reason is not null)`,
    ),
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
