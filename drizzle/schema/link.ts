import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, real, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { request } from "./request.ts";
import { task } from "./task.ts";

/** Somebody in a system who is like the person, where no key is shared. Nothing of it is in the clear. */
export const proposedLink = pgTable(
  "proposed_link",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    collection: text("collection").notNull(),
    token: bytes("token").notNull(),
    sealedKey: bytes("sealed_key").notNull(),
    /** What the system holds of them, for the staff who decide. */
    sealedFacts: bytes("sealed_facts").notNull(),
    verdict: text("verdict").notNull(),
    /** Weight of the evidence, as the binary logarithm of a likelihood ratio. */
    bits: real("bits").notNull(),
    /** Closed words: which fact agrees or not, and how; with its weight. */
    reasons: jsonb("reasons").$type<{ code: string; bits: number }[]>().notNull(),
    /** proposed: staff decide · used: collected from, not released · accepted and rejected: staff have decided. */
    state: text("state").notNull(),
    decisionId: uuid("decision_id").references(() => linkDecision.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("proposed_link_once").on(t.taskId, t.token),
    check("known_verdict", sql`verdict in ('automatic','possible')`),
    check("known_link_state", sql`state in ('proposed','used','accepted','rejected')`),
    check("decided_by_somebody", sql`state in ('proposed','used') or decision_id is not null`),
  ],
);

/**
 * What staff have decided about links, kept after the request: for a later request of the same person it is
 * applied again. It holds tokens and closed words; the reason in words dies with the request's key.
 */
export const linkDecision = pgTable(
  "link_decision",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    systemId: text("system_id").notNull(),
    /** accepted, rejected: a likeness · split: a key or an identifier taken off the person · all, none: a limit. */
    verdict: text("verdict").notNull(),
    /** Token of the key in that system; null where an identifier or a limit was decided on. */
    keyToken: bytes("key_token"),
    identifierKind: text("identifier_kind"),
    identifierToken: bytes("identifier_token"),
    /** Tokens of what the person had proven to be theirs. */
    personTokens: text("person_tokens").array().notNull(),
    sealedReason: bytes("sealed_reason").notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
    undoneBy: text("undone_by"),
    undoneAt: instant("undone_at"),
    sealedUndoReason: bytes("sealed_undo_reason"),
  },
  (t) => [
    index("link_decision_request").on(t.requestId),
    index("link_decision_person").using("gin", t.personTokens),
    check("known_decision", sql`verdict in ('accepted','rejected','split','all','none')`),
    check("undone_by_somebody", sql`(undone_at is null) = (undone_by is null)`),
  ],
);
