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
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, lease } from "./columns.ts";
import { request } from "./request.ts";
import { task } from "./task.ts";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const id = () => uuid("id").primaryKey().defaultRandom();

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
  (t) => [
    unique("effect_change_number").on(t.systemRow, t.number),
    // What a row said before is looked up by the row, whichever request changed it.
    index("effect_change_row").on(t.rowToken),
  ],
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
