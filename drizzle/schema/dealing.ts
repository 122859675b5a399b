import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, oneOf } from "./columns.ts";
import { request } from "./request.ts";

/** What the person and staff wrote to each other about one request. Words and file names lie under the request's key. */
export const message = pgTable(
  "message",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    number: integer("number").notNull(),
    side: text("side").notNull(),
    /** A message, a detail that helps us find more, or a change of what we noted about the person. */
    kind: text("kind").notNull(),
    sealed: bytes("sealed").notNull(),
    /** Who wrote it, as in the audit log. */
    by: text("by").notNull(),
    /** One form sends one message, however often it is posted. */
    onceKey: text("once_key").notNull().unique(),
    at: instant("at").notNull().defaultNow(),
    /** When the other side first saw it. */
    seenAt: instant("seen_at"),
    /** The way it took: the person's page, a mail, or a letter. */
    channel: text("channel").notNull().default("page"),
    /** For what the person's side wrote by mail: whether it came from the address that the request was filed with. */
    ownAddress: boolean("own_address"),
    /** Files of a mail that were not taken: of a kind that we do not open, too large or too many. */
    leftOut: integer("left_out").notNull().default(0),
    /** What stood above it, where it had a subject. */
    sealedSubject: bytes("sealed_subject"),
  },
  (t) => [
    check("known_message_channel", oneOf(sql`channel`, ["page", "mail", "post"])),
    check("address_of_a_mail", sql`(own_address is not null) = (side = 'person' and channel = 'mail')`),
    unique("message_number").on(t.requestId, t.number),
    index("message_unseen").on(t.at).where(sql`seen_at is null and side = 'person'`),
    check("known_message_side", oneOf(sql`side`, ["person", "staff"])),
    check("known_message_kind", oneOf(sql`kind`, ["message", "detail", "change", "narrow"])),
    check("staff_only_write", sql`side = 'person' or kind = 'message'`),
  ],
);

/** A file that came with a message, sealed in the store. */
export const attachment = pgTable(
  "attachment",
  {
    id: uuid("id").primaryKey(),
    messageId: uuid("message_id")
      .notNull()
      .references(() => message.id),
    place: integer("place").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    storageKey: text("storage_key").notNull().unique(),
    /** Its name as it was sent. */
    sealedName: bytes("sealed_name").notNull(),
  },
  (t) => [unique("attachment_place").on(t.messageId, t.place)],
);

/** What one side has typed and could not send yet. */
export const messageDraft = pgTable(
  "message_draft",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** person, or staff/id. */
    writer: text("writer").notNull(),
    page: text("page").notNull(),
    sealed: bytes("sealed").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.writer, t.page] })],
);

/** That a person has said how we did: once for each request, and not what they said. */
export const opinionGiven = pgTable("opinion_given", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => request.id),
});

/** What people said about how we did, counted by month and right. Nobody can be told from it. */
export const opinionTally = pgTable(
  "opinion_tally",
  {
    /** The first day of the month. */
    month: date("month", { mode: "string" }).notNull(),
    right: text("right_asked").notNull(),
    answer: text("answer").notNull(),
    people: integer("people").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.right, t.answer] }),
    check("known_opinion", oneOf(sql`answer`, ["well", "partly", "badly"])),
  ],
);
