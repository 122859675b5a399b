import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { bytes, instant } from "./columns.ts";
import { staff } from "./staff.ts";

/** What one person asked for in one message; it holds one request per right. */
export const dossier = pgTable("dossier", {
  id: uuid("id").primaryKey().defaultRandom(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** One right asked at one time. Everything personal is in `sealed`, under the request's own key. */
export const request = pgTable(
  "request",
  {
    id: uuid("id").primaryKey(),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossier.id),
    reference: text("reference").notNull().unique(),
    right: text("right_asked").notNull(),
    status: text("status").notNull().default("received"),
    /** Grows with every move; a writer that read an older one is refused. */
    version: integer("version").notNull().default(1),
    language: text("language").notNull(),
    place: text("place").notNull(),
    regime: text("regime").notNull(),
    ruleVersion: text("rule_version").notNull(),
    receivedAt: instant("received_at").notNull(),
    receivedDay: date("received_day", { mode: "string" }).notNull(),
    legalDue: date("legal_due", { mode: "string" }).notNull(),
    safeDue: date("safe_due", { mode: "string" }).notNull(),
    /** running; paused or not_started while an answer of the person is missing: then the due days are the earliest they can be. */
    clockState: text("clock_state").notNull().default("running"),
    /** Grows with every change of what the clocks count with. */
    clockVersion: integer("clock_version").notNull().default(1),
    /** Whether where the person lives was only told (claimed) or shown (evidenced). */
    residence: text("residence").notNull().default("claimed"),
    /** The brand of the company under which it was asked, by the map's id; null: the company itself. */
    brandId: text("brand_id"),
    /** How it reached us, and when it was entered here where that was later. */
    channel: text("channel").notNull().default("portal"),
    enteredAt: instant("entered_at").notNull().defaultNow(),
    /** The day written on it, where that was known and earlier than its receipt. */
    datedDay: date("dated_day", { mode: "string" }),
    acknowledgedDay: date("acknowledged_day", { mode: "string" }),
    answeredDay: date("answered_day", { mode: "string" }),
    refusedDay: date("refused_day", { mode: "string" }),
    /** From when an opt-out was really followed. */
    effectiveDay: date("effective_day", { mode: "string" }),
    /** When it will probably be answered, by how long systems usually take; null where nobody can tell. */
    forecastDay: date("forecast_day", { mode: "string" }),
    /** The request that an appeal or a complaint is about. */
    aboutId: uuid("about_id").references((): AnyPgColumn => request.id),
    /** Answers of the ask flow, AES-256-GCM under the request's key. */
    sealed: bytes("sealed").notNull(),
    /** Keyed token of the e-mail address, for search and for /find. */
    mailboxToken: bytes("mailbox_token").notNull(),
    /** Keyed token of each word of the name, so that staff find a person by name without it lying in the open. */
    nameTokens: text("name_tokens").array().notNull(),
    /** The account it was filed from, where the person had signed in. */
    accountId: uuid("account_id").references(() => account.id, { onDelete: "set null" }),
    /** The browser that filed it may see it (not its data) before proof. */
    filedBy: bytes("filed_by"),
    /** One form sends one request, however often it is posted. */
    onceKey: text("once_key").notNull().unique(),
    verifiedAt: instant("verified_at"),
    verifiedHow: text("verified_how"),
    planFrozenAt: instant("plan_frozen_at"),
    ownerId: uuid("owner_id").references(() => staff.id),
    /** Words by which staff group requests: small letters, digits and hyphens. */
    tags: text("tags").array().notNull().default(sql`'{}'`),
    /** Out of sight until this day, by the company's calendar. What is due soon is never out of sight. */
    snoozedUntil: date("snoozed_until", { mode: "string" }),
    /** When two members of staff closed it as nobody's request. */
    spamAt: instant("spam_at"),
    /** When staff first took it up; until then it is new. */
    triagedAt: instant("triaged_at"),
    /** Whom it waits for; kept by triggers. */
    waitsFor: text("waits_for"),
    /** Closed to all staff but those named in `request_confidant`. */
    confidential: boolean("confidential").notNull().default(false),
    endedAt: instant("ended_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("request_open_due").on(t.safeDue, t.id).where(sql`ended_at is null`),
    index("request_done_due").on(t.safeDue, t.id).where(sql`ended_at is not null or status = 'ready'`),
    // The orders and the words of the desk's queue.
    index("request_due").on(t.safeDue, t.id),
    index("request_came").on(t.receivedDay, t.id),
    index("request_by_right").on(t.right, t.safeDue, t.id),
    index("request_by_law").on(t.regime, t.safeDue, t.id),
    index("request_by_stage").on(t.status, t.safeDue, t.id),
    index("request_by_owner").on(
      sql`coalesce(owner_id, '00000000-0000-0000-0000-000000000000'::uuid)`,
      t.safeDue,
      t.id,
    ),
    index("request_ended_day").on(sql`ended_day(answered_day, refused_day, ended_at)`),
    index("request_tags").using("gin", t.tags),
    index("request_part").on(sql`"right"(reference, 7) text_pattern_ops`),
    index("request_last_part").on(sql`"right"(reference, 3)`),
    index("request_confidential").on(t.id).where(sql`confidential`),
    index("request_at_risk")
      .on(t.safeDue)
      .where(sql`ended_at is null and status <> 'ready' and forecast_day > safe_due`),
    index("request_spam").on(t.id).where(sql`spam_at is not null`),
    index("request_unproven").on(t.receivedAt).where(sql`status = 'received'`),
    index("request_answered").on(t.receivedAt).where(sql`status in ('ready', 'closed')`),
    index("request_mailbox").on(t.mailboxToken),
    index("request_account").on(t.accountId).where(sql`account_id is not null`),
    index("request_about").on(t.aboutId).where(sql`about_id is not null`),
    index("request_dossier").on(t.dossierId),
    index("request_untriaged").on(t.receivedAt).where(sql`triaged_at is null and ended_at is null`),
    index("request_name").using("gin", t.nameTokens),
    // No proof, no data (promise 4): the database refuses work on an unproven request, whatever the code does.
    check(
      "proof_before_work",
      sql`status in ('received', 'cancelled', 'lapsed', 'refused') or verified_at is not null
          or right_asked in ('opt_out', 'limit_sensitive', 'complaint')`,
    ),
    check(
      "known_status",
      sql`status in ('received','collecting','reviewing','preparing','ready','closed','cancelled','lapsed','refused')`,
    ),
    check("known_clock", sql`clock_state in ('running','paused','not_started','withdrawn')`),
    check("known_waits_for", sql`waits_for in ('person','system','us')`),
    check("few_tags", sql`cardinality(tags) <= 12`),
    check("known_residence", sql`residence in ('claimed','evidenced')`),
    check(
      "ended_has_time",
      sql`(status in ('closed','cancelled','lapsed','refused')) = (ended_at is not null)`,
    ),
  ],
);

/** The request's own data key, wrapped by the master key. Destroying it destroys all that it sealed. */
export const requestKey = pgTable("request_key", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => request.id),
  wrapped: bytes("wrapped"),
  destroyedAt: instant("destroyed_at"),
});

/** Answers typed so far, for one browser, sealed under the master key; they expire. */
export const draft = pgTable("draft", {
  browser: bytes("browser").primaryKey(),
  sealed: bytes("sealed").notNull(),
  expiresAt: instant("expires_at").notNull(),
});

/** A mailed link by which another browser goes on with a draft. Only the token's hash and keyed tokens are stored. */
export const draftLink = pgTable(
  "draft_link",
  {
    tokenHash: bytes("token_hash").primaryKey(),
    /** Whose draft it leads to: the hash of that browser's token. */
    browser: bytes("browser").notNull(),
    mailbox: bytes("mailbox").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("draft_link_mailbox").on(t.mailbox, t.createdAt)],
);

/** How often something was done in one minute, by everybody or from one part of the network (keyed hash). */
export const filingBudget = pgTable(
  "filing_budget",
  {
    scope: text("scope").notNull(),
    key: bytes("key").notNull(),
    since: instant("since").notNull(),
    used: integer("used").notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key, t.since] }), index("filing_budget_since").on(t.since)],
);

/** When an address last got the mail with its references: one per quarter of an hour. Keyed token only. */
export const findBudget = pgTable("find_budget", {
  mailbox: bytes("mailbox").primaryKey(),
  at: instant("at").notNull().defaultNow(),
});
