import { sql } from "drizzle-orm";
import {
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { notice } from "./notice.ts";
import { request } from "./request.ts";

const day = (name: string) => date(name, { mode: "string" });
const ofRequest = () =>
  uuid("request_id")
    .notNull()
    .references(() => request.id);

/** A law that governs a request, frozen in the version of its day of receipt. Several may: all of them run. */
export const requestLaw = pgTable(
  "request_law",
  {
    requestId: ofRequest(),
    /** `EU_GDPR`; `OWN_POLICY` where no law that we know governs. */
    law: text("law").notNull(),
    ruleVersion: text("rule_version").notNull(),
    /** Why it was chosen: residence, residence_of_country, everyone, chosen_by_staff, policy. */
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.law] })],
);

/** Everything that clocks count with, change by change, never altered. Receipt and due days move only with a row here. */
export const clockChange = pgTable(
  "clock_change",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: ofRequest(),
    /** The clock version of the request that this change made. */
    number: integer("number").notNull(),
    cause: text("cause").notNull(),
    /** Who, and who approved it where two are needed: as in the audit log. */
    by: text("by").notNull(),
    approvedBy: text("approved_by"),
    /** JSON: the reason that staff gave, where one is asked for. Under the request's key. */
    sealed: bytes("sealed"),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    unique("clock_change_number").on(t.requestId, t.number),
    check(
      "two_for_receipt",
      sql`cause <> 'receipt_corrected' or (approved_by is not null and approved_by <> by)`,
    ),
  ],
);

/** One clock of one law for one request, kept as its facts change; what only the calendar changes is told at reading. */
export const clock = pgTable(
  "clock",
  {
    requestId: ofRequest(),
    law: text("law").notNull(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    /** first, or extended once more time was told. */
    segment: text("segment").notNull().default("first"),
    startDay: day("start_day"),
    legalDue: day("legal_due"),
    safeDue: day("safe_due"),
    actBy: day("act_by"),
    metOn: day("met_on"),
    late: boolean("late").notNull().default(false),
    /** Every step by which the days were found. */
    steps: jsonb("steps").$type<unknown[]>().notNull().default([]),
    /** The next thing to be raised about it, and the civil day on which it is. */
    nextMark: text("next_mark"),
    nextMarkOn: day("next_mark_on"),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.law, t.kind] }),
    index("clock_next_mark").on(t.nextMarkOn, t.requestId).where(sql`next_mark_on is not null`),
    check("mark_has_day", sql`(next_mark is null) = (next_mark_on is null)`),
    check(
      "known_clock_state",
      sql`state in ('not_started','running','paused','policy','withdrawn','done','not_needed')`,
    ),
  ],
);

/** A question to the person who asks. It stops a clock only under a law that lets it. */
export const question = pgTable(
  "question",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: ofRequest(),
    about: text("about").notNull(),
    /** What is asked for as proof, where it is about identity. */
    evidence: text("evidence"),
    askedDay: day("asked_day").notNull(),
    askedAt: instant("asked_at").notNull().defaultNow(),
    askedBy: text("asked_by").notNull(),
    /** JSON: the words sent, why it is needed, why it came late. */
    sealed: bytes("sealed").notNull(),
    answeredDay: day("answered_day"),
    answeredAt: instant("answered_at"),
    sealedAnswer: bytes("sealed_answer"),
    /** What staff make of the answer: sufficient, insufficient, withdrawn (not needed any more). */
    verdict: text("verdict"),
    judgedBy: text("judged_by"),
    judgedAt: instant("judged_at"),
    /** A document that the person sent as proof: where it lies sealed, and when it was deleted. */
    documentKey: text("document_key"),
    documentType: text("document_type"),
    documentDeletedAt: instant("document_deleted_at"),
  },
  (t) => [
    index("question_of").on(t.requestId),
    uniqueIndex("one_open_question").on(t.requestId, t.about).where(sql`answered_day is null`),
    index("question_document")
      .on(t.answeredAt)
      .where(sql`document_key is not null and document_deleted_at is null`),
    check("known_question", sql`about in ('identity','clarification')`),
    check("answer_after_question", sql`answered_day is null or answered_day >= asked_day`),
  ],
);

/** More time under one law: told to the person on a day, once, with a reason of the law's list. */
export const extension = pgTable(
  "extension",
  {
    requestId: ofRequest(),
    law: text("law").notNull(),
    sentDay: day("sent_day").notNull(),
    /** The day named in the notice, where the law sets no longest time. */
    untilDay: day("until_day"),
    reason: text("reason").notNull(),
    by: text("by").notNull(),
    /** The first legal and safe day, before it. */
    firstLegal: day("first_legal").notNull(),
    firstSafe: day("first_safe").notNull(),
    noticeId: uuid("notice_id")
      .notNull()
      .references(() => notice.id),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.law] })],
);

/** A fee, told before anything is charged, so that the person can withdraw. */
export const fee = pgTable(
  "fee",
  {
    requestId: ofRequest().primaryKey(),
    /** proposed (waits for a second person), asked, paid, withdrawn, dropped. */
    state: text("state").notNull(),
    reason: text("reason").notNull(),
    /** In the smallest unit of the currency. */
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    /** JSON: the evidence for it. */
    sealed: bytes("sealed").notNull(),
    by: text("by").notNull(),
    approvedBy: text("approved_by"),
    askedDay: day("asked_day"),
    paidDay: day("paid_day"),
    at: instant("at").notNull().defaultNow(),
  },
  () => [
    check("known_fee_state", sql`state in ('proposed','asked','paid','withdrawn','dropped')`),
    check("fee_positive", sql`amount > 0`),
    check(
      "two_for_unfounded_fee",
      sql`reason not in ('unfounded','excessive') or state in ('proposed','dropped') or (approved_by is not null and approved_by <> by)`,
    ),
  ],
);

/** A later change of when a request was received: asked by one person, approved or rejected by another. */
export const receiptCorrection = pgTable(
  "receipt_correction",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: ofRequest(),
    receivedAt: instant("received_at").notNull(),
    channel: text("channel").notNull(),
    /** JSON: why, and by what it can be shown. */
    sealed: bytes("sealed").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull().defaultNow(),
    verdict: text("verdict"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    uniqueIndex("one_open_correction").on(t.requestId).where(sql`verdict is null`),
    check("two_people", sql`decided_by is null or verdict = 'rejected' or decided_by <> by`),
  ],
);

/** Something about a clock that staff must see. Raised once; a breach never without one before it. */
export const alert = pgTable(
  "alert",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: ofRequest(),
    law: text("law").notNull(),
    kind: text("kind").notNull(),
    mark: text("mark").notNull(),
    segment: text("segment").notNull(),
    /** The safe day that it is about, and the day on which it had to be raised. */
    dueDay: day("due_day").notNull(),
    onDay: day("on_day").notNull(),
    /** True where it came later than its day, because nothing swept. */
    late: boolean("late").notNull(),
    raisedAt: instant("raised_at").notNull().defaultNow(),
    seenAt: instant("seen_at"),
    seenBy: text("seen_by"),
  },
  (t) => [
    uniqueIndex("reminder_once").on(t.requestId, t.kind, t.mark, t.segment).where(sql`mark <> 'breached'`),
    uniqueIndex("breach_once").on(t.requestId, t.law, t.kind, t.segment).where(sql`mark = 'breached'`),
    index("alert_unseen").on(t.mark, t.dueDay, t.id).where(sql`seen_at is null`),
    index("alert_of").on(t.requestId),
  ],
);

/** How long a system usually takes to answer, from its newest answers. Hours. */
export const systemPace = pgTable("system_pace", {
  systemId: text("system_id").primaryKey(),
  usual: integer("usual_hours").notNull(),
  slow: integer("slow_hours").notNull(),
  answers: integer("answers").notNull(),
  measuredAt: instant("measured_at").notNull().defaultNow(),
});
