import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, oneOf } from "./columns.ts";
import { request } from "./request.ts";
import { staff } from "./staff.ts";

/** What staff write for themselves about a request, under its key. The person never sees it. */
export const requestNote = pgTable(
  "request_note",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    /** A note, or what goes with handing the request over. */
    kind: text("kind").notNull().default("note"),
    sealed: bytes("sealed").notNull(),
    /** One form writes one note, however often it is posted. */
    onceKey: text("once_key").notNull().unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    takenBackAt: instant("taken_back_at"),
  },
  (t) => [
    index("request_note_of").on(t.requestId, t.createdAt),
    check("known_note_kind", oneOf(sql`kind`, ["note", "hand_over"])),
  ],
);

/**
 * That two requests belong together. duplicate: `from` asks for what `to` answers already; it takes effect a little later,
 * and until then nobody has been told and it can be taken back.
 */
export const requestLink = pgTable(
  "request_link",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    fromId: uuid("from_id")
      .notNull()
      .references(() => request.id),
    toId: uuid("to_id")
      .notNull()
      .references(() => request.id),
    kind: text("kind").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => staff.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    undoneAt: instant("undone_at"),
    /** duplicate: when `from` is closed and the person told, and when that was done. */
    dueAt: instant("due_at"),
    doneAt: instant("done_at"),
  },
  (t) => [
    uniqueIndex("request_link_once").on(t.fromId, t.toId, t.kind).where(sql`undone_at is null`),
    uniqueIndex("request_link_one_first").on(t.fromId).where(sql`kind = 'duplicate' and undone_at is null`),
    index("request_link_to").on(t.toId),
    index("request_link_due")
      .on(t.dueAt)
      .where(sql`done_at is null and undone_at is null and due_at is not null`),
    check("known_link_kind", oneOf(sql`kind`, ["duplicate", "related", "reopened"])),
    check("link_of_two", sql`from_id <> to_id`),
    check("duplicate_has_time", sql`(kind = 'duplicate') = (due_at is not null)`),
    check("link_done_or_undone", sql`done_at is null or undone_at is null`),
  ],
);

/** That somebody takes a request for spam. Another member of staff closes it, or keeps it. */
export const spamProposal = pgTable(
  "spam_proposal",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    proposedBy: uuid("proposed_by")
      .notNull()
      .references(() => staff.id),
    why: text("why").notNull(),
    state: text("state").notNull().default("proposed"),
    createdAt: instant("created_at").notNull().defaultNow(),
    decidedBy: uuid("decided_by").references(() => staff.id),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    uniqueIndex("spam_proposal_open").on(t.requestId).where(sql`state = 'proposed'`),
    index("spam_proposal_of").on(t.requestId),
    check("known_spam_state", oneOf(sql`state`, ["proposed", "approved", "rejected", "withdrawn"])),
    check("known_spam_why", oneOf(sql`why`, ["advertising", "machine", "nonsense", "attack"])),
    check("spam_decided_has_time", sql`(state = 'proposed') = (decided_at is null)`),
    // Four eyes: whoever proposes it does not close it.
    check("spam_by_two", sql`state <> 'approved' or (decided_by is not null and decided_by <> proposed_by)`),
  ],
);

/** One act on many requests: what was asked for. `fields` hold ids, days and closed words, or sealed words. */
export const bulkRun = pgTable(
  "bulk_run",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    act: text("act").notNull(),
    /** What the act needs besides, sealed under the master key. */
    sealed: bytes("sealed").notNull(),
    /** One form makes one run, however often it is posted. */
    onceKey: text("once_key").notNull().unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** When it was let run; until then it is only looked at. */
    startedAt: instant("started_at"),
    undoneAt: instant("undone_at"),
  },
  (t) => [index("bulk_run_at").on(t.createdAt)],
);

/** What became of one request in it. */
export const bulkItem = pgTable(
  "bulk_item",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    runId: uuid("run_id")
      .notNull()
      .references(() => bulkRun.id, { onDelete: "cascade" }),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** Its place in what was chosen, from 1. */
    place: integer("place").notNull(),
    state: text("state").notNull().default("waiting"),
    /** Why it was not done, in words without personal data. */
    why: text("why"),
    /** What stood before, for taking it back: ids, days and tags. */
    before: jsonb("before"),
  },
  (t) => [
    uniqueIndex("bulk_item_once").on(t.runId, t.requestId),
    check("known_bulk_state", oneOf(sql`state`, ["waiting", "done", "not_done", "undone"])),
  ],
);
