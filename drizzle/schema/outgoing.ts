import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, lease, oneOf } from "./columns.ts";
import { request } from "./request.ts";
import { staff } from "./staff.ts";

/**
 * What staff write to a person, from the preview until it is sent. `prepared`: looked at and not confirmed. Confirmed, it
 * is due work (`ready`) at a time that lies ahead, and until then it can be taken back.
 */
export const outgoingMessage = pgTable(
  "outgoing_message",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    ...lease,
    /** Subject, words and the files that lie sealed in the store. */
    sealed: bytes("sealed").notNull(),
    /** On the person's page only, in the mail too, or as a letter by post. */
    how: text("how").notNull(),
    /** Of all that was shown in the preview: nothing else is sent. */
    hash: bytes("hash").notNull(),
    template: text("template"),
    templateVersion: integer("template_version"),
    /** The number of the newest message that the writer had seen. */
    seenNumber: integer("seen_number").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    confirmedAt: instant("confirmed_at"),
    /** The number of the message that it became. */
    number: integer("number"),
    /** Why it was not sent. */
    held: text("held"),
    /** One form or batch prepares one message for a request. */
    onceKey: text("once_key").notNull().unique(),
  },
  (t) => [
    index("outgoing_of_request").on(t.requestId, t.createdAt),
    index("outgoing_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("outgoing_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    index("outgoing_prepared").on(t.createdAt).where(sql`state = 'prepared'`),
    check(
      "known_outgoing_state",
      oneOf(sql`state`, ["prepared", "ready", "running", "settled", "cancelled", "held"]),
    ),
    check("known_outgoing_how", oneOf(sql`how`, ["page", "mail", "post"])),
    check("known_hold_reason", oneOf(sql`held`, ["person_wrote", "changed", "not_allowed", "gone"])),
    check("held_with_reason", sql`(state = 'held') = (held is not null)`),
    check("confirmed_to_be_sent", sql`state in ('prepared', 'cancelled') or confirmed_at is not null`),
    check("settled_is_in_thread", sql`(state = 'settled') = (number is not null)`),
  ],
);

/** The token by which an answer by mail finds its request. Random, sealed under the request's key; nothing else leads there. */
export const mailThread = pgTable("mail_thread", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => request.id),
  tokenHash: bytes("token_hash").notNull().unique(),
  sealedToken: bytes("sealed_token").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});
