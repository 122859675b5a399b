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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { notice } from "./notice.ts";
import { request } from "./request.ts";

const day = (name: string) => date(name, { mode: "string" });

/** What was decided of a request, and the notice that tells it. It is sent whole or not at all. */
export const decision = pgTable(
  "decision",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** granted, partly, refused, not_held. */
    outcome: text("outcome").notNull(),
    /** draft, proposed (waits for a second person), sent, dropped. */
    state: text("state").notNull().default("draft"),
    /** Grounds of the closed lists, for figures. */
    grounds: jsonb("grounds").$type<string[]>().notNull(),
    /** JSON: reasons, evidence, what was provided, conditions affirmed. */
    sealed: bytes("sealed").notNull(),
    /** SHA-256 of what was proposed: only that can be approved and sent. */
    hash: bytes("hash").notNull(),
    needsSecond: boolean("needs_second").notNull(),
    by: text("by").notNull(),
    approvedBy: text("approved_by"),
    at: instant("at").notNull().defaultNow(),
    sentDay: day("sent_day"),
    noticeId: uuid("notice_id").references(() => notice.id),
  },
  (t) => [
    index("decision_of").on(t.requestId),
    uniqueIndex("one_open_decision").on(t.requestId).where(sql`state in ('draft','proposed')`),
    check("known_outcome", sql`outcome in ('granted','partly','refused','not_held')`),
    check("known_decision_state", sql`state in ('draft','proposed','sent','dropped')`),
    check(
      "two_for_decision",
      sql`state <> 'sent' or not needs_second or (approved_by is not null and approved_by <> by)`,
    ),
    check("sent_has_notice", sql`(state = 'sent') = (notice_id is not null)`),
  ],
);

/**
 * The log of requests that the law asks for (11 CCR 7101): apart from evidence and content, no personal data, and it
 * outlives them. One row for each law that governs a request, written when it is answered or ends.
 */
export const requestRecord = pgTable(
  "request_record",
  {
    /** Not a foreign key: the record outlives the request. */
    requestId: uuid("request_id").notNull(),
    law: text("law").notNull(),
    /** True of the law whose day came first: counting those counts each request once. */
    leads: boolean("leads").notNull().default(true),
    right: text("right_asked").notNull(),
    receivedDay: day("received_day").notNull(),
    manner: text("manner").notNull(),
    respondedDay: day("responded_day"),
    /** complied, complied_partly, denied, not_held, withdrawn, lapsed. */
    response: text("response").notNull(),
    basis: jsonb("basis").$type<string[]>().notNull(),
    days: integer("days"),
    onTime: boolean("on_time"),
    keepUntil: day("keep_until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.law] }),
    // Everything that a year's figures count stands in the index; only the grounds of denials are read from the rows.
    index("request_record_year").on(t.law, t.receivedDay, t.right, t.response, t.days, t.onTime),
    index("request_record_each").on(t.receivedDay, t.right, t.response, t.days, t.onTime).where(sql`leads`),
    index("request_record_denied").on(t.receivedDay, t.law).where(sql`response = 'denied'`),
    index("request_record_late").on(t.requestId).where(sql`leads and not on_time`),
    index("request_record_keep").on(t.keepUntil),
    check(
      "known_response",
      sql`response in ('complied','complied_partly','denied','not_held','withdrawn','lapsed')`,
    ),
  ],
);

/** Yearly figures as somebody published them; each publishing is a row of its own. */
export const publishedFigures = pgTable(
  "published_figures",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    year: integer("year").notNull(),
    law: text("law").notNull(),
    table: jsonb("figures").$type<unknown[]>().notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull().defaultNow(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [index("published_figures_year").on(t.year, t.law)],
);
