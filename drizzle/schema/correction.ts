import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { CorrectableField } from "#connectors/correct.ts";
import { bytes, instant, oneOf } from "./columns.ts";
import { request } from "./request.ts";
import { task } from "./task.ts";

/** One fact, or one field of one system, that somebody says is wrong, and what was decided about it. */
export const correction = pgTable(
  "correction",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    number: integer("number").notNull(),
    /** A fact of the map's vocabulary, or a field as system.collection.field. */
    fact: text("fact"),
    field: text("field"),
    /** What it says, what it should say, why: under the request's key. */
    sealed: bytes("sealed").notNull(),
    /** The system that is said to be right, where no value was typed. */
    rightSystem: text("right_system"),
    state: text("state").notNull().default("asked"),
    addedBy: text("added_by").notNull(),
    addedAt: instant("added_at").notNull().defaultNow(),
    /** For a refusal: the ground, and the article of each law that knows it. */
    ground: text("ground"),
    articles: jsonb("articles").$type<{ law: string; cite: string }[]>(),
    /** What was weighed, in closed words: the totality of the circumstances. */
    weighed: jsonb("weighed").$type<string[]>(),
    /** Why, in words for the person; and what the company's own documents say. */
    sealedReason: bytes("sealed_reason"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    /** The person's own statement that they disagree. */
    sealedStatement: bytes("sealed_statement"),
    statementAt: instant("statement_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("correction_number").on(t.requestId, t.number),
    check("correction_of_something", sql`(fact is null) <> (field is null)`),
    check("known_correction_state", oneOf(sql`state`, ["asked", "granted", "refused", "done", "withdrawn"])),
    check(
      "refused_on_a_ground",
      sql`state <> 'refused' or (ground is not null and sealed_reason is not null)`,
    ),
    check("decided_by_staff", sql`decided_by is null or decided_by like 'staff/%'`),
    check("correction_decided", sql`state in ('asked','withdrawn') or decided_by is not null`),
  ],
);

/** A document that was sent to show that something is wrong, sealed in the store. */
export const correctionDocument = pgTable(
  "correction_document",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    correctionId: uuid("correction_id")
      .notNull()
      .references(() => correction.id),
    mediaType: text("media_type").notNull(),
    storageKey: text("storage_key").notNull(),
    addedBy: text("added_by").notNull(),
    addedAt: instant("added_at").notNull().defaultNow(),
  },
  (t) => [index("correction_document_of").on(t.correctionId)],
);

/** What one system says of the facts of a person: read when they were located there, and whenever staff ask. */
export const factReading = pgTable(
  "fact_reading",
  {
    taskId: uuid("task_id")
      .primaryKey()
      .references(() => task.id),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** Fields that can be corrected there, as the live system was judged; null where the system cannot be corrected. */
    fields: jsonb("fields").$type<CorrectableField[]>(),
    /** Values of fields that tell a fact, under the request's key. */
    sealed: bytes("sealed").notNull(),
    /** True where there were more than are kept. */
    cut: boolean("cut").notNull().default(false),
    readAt: instant("read_at").notNull().defaultNow(),
  },
  (t) => [index("fact_reading_of").on(t.requestId)],
);
