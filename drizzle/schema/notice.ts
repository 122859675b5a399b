import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, lease } from "./columns.ts";
import { request } from "./request.ts";

/** A message we owe somebody, written in the transaction of the move that owes it; the worker sends it. */
export const notice = pgTable(
  "notice",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id").references(() => request.id),
    kind: text("kind").notNull(),
    language: text("language").notNull(),
    ...lease,
    /** Recipient and variables; emptied once sent. */
    sealed: bytes("sealed"),
    /** A notice of duty as it was written to the person, block by block, so that they find it again. */
    sealedText: bytes("sealed_text"),
    /** The PDF that went with it, where one did. */
    sealedPdf: bytes("sealed_pdf"),
    sentAt: instant("sent_at"),
    /** When we learned that it did not arrive, after it was sent. */
    bouncedAt: instant("bounced_at"),
    /** What is sent once only, however often the sweep comes by: for what it is. */
    onceKey: text("once_key").unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("notice_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("notice_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_notice_state", sql`state in ('ready','running','settled','failed')`),
  ],
);
