import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, lease, oneOf } from "./columns.ts";
import { request } from "./request.ts";

/** Looking through what was found for what is another's: once a request is collected, and again where it is so anew. */
export const redactionScan = pgTable(
  "redaction_scan",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .unique()
      .references(() => request.id),
    ...lease,
    /** Version of the rules that looked last. */
    rulesVersion: integer("rules_version"),
    scannedAt: instant("scanned_at"),
    /** Groups beyond those that are kept: they get the rules' proposals. */
    more: bigint("more", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    index("redaction_scan_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("redaction_scan_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    check("known_scan_state", oneOf(sql`state`, ["ready", "running", "settled"])),
  ],
);

/** The same thing wherever it was found: one rule and one text, of which the table knows a keyed token. */
export const redactionGroup = pgTable(
  "redaction_group",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    rule: text("rule").notNull(),
    token: bytes("token").notNull(),
    /** Times that the last look found it; 0 where only a decision is left. */
    count: bigint("count", { mode: "number" }).notNull(),
    /** JSON under the request's key: the text, the rule's reason, where it stands, and some of the places with what is around. */
    sealed: bytes("sealed").notNull(),
    /** What the rule says. */
    proposal: text("proposal").notNull(),
    /** What staff say instead, or all the same. */
    decision: text("decision"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    sealedReason: bytes("sealed_reason"),
  },
  (t) => [
    unique("redaction_group_once").on(t.requestId, t.rule, t.token),
    check("known_redaction_proposal", oneOf(sql`proposal`, ["hide", "show"])),
    check("known_redaction_decision", oneOf(sql`decision`, ["hide", "show"])),
    check(
      "redaction_decided_by_somebody",
      sql`(decision is null) = (decided_by is null) and (decision is null) = (sealed_reason is null)`,
    ),
  ],
);

/** One place of a group that is decided otherwise than the group. The record is known by a token of its bytes. */
export const redactionPlace = pgTable(
  "redaction_place",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    groupId: uuid("group_id")
      .notNull()
      .references(() => redactionGroup.id, { onDelete: "cascade" }),
    systemId: text("system_id").notNull(),
    collection: text("collection").notNull(),
    field: text("field").notNull(),
    recordToken: bytes("record_token").notNull(),
    decision: text("decision").notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
    sealedReason: bytes("sealed_reason").notNull(),
  },
  (t) => [
    unique("redaction_place_once").on(t.groupId, t.systemId, t.collection, t.field, t.recordToken),
    check("known_place_decision", oneOf(sql`decision`, ["hide", "show"])),
  ],
);

/** Somebody looked through what is hidden, exactly as it was decided then: another decision later makes it void. */
export const redactionLook = pgTable(
  "redaction_look",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** SHA-256 over all decisions, in order. */
    decisions: bytes("decisions").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [unique("one_look_each").on(t.requestId, t.decisions, t.by)],
);
