import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, lease } from "./columns.ts";
import { notice } from "./notice.ts";
import { request } from "./request.ts";

/**
 * One recipient that was given the data of one system, and what they were told: the ledger of article 19 GDPR. How the
 * work of telling stands is in the lease's columns, what came of it in `standing`. No personal data in the clear.
 */
export const recipientNotice = pgTable(
  "recipient_notice",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    /** erase, correct, restrict, lift, opt_out, limit. */
    action: text("action").notNull(),
    /** 1, and more where the same is done once more later: what was kept for a time is erased too. */
    wave: integer("wave").notNull().default(1),
    systemId: text("system_id").notNull(),
    /** As the map called them on that day. */
    recipient: text("recipient").notNull(),
    name: text("name").notNull(),
    role: text("role").notNull(),
    country: text("country").notNull(),
    kind: text("kind").notNull(),
    /** Labels of the collections that they were given and that it is about. */
    groups: jsonb("groups").$type<string[]>().notNull(),
    /** The laws that ask for it, with their articles. */
    duties: jsonb("duties").$type<{ law: string; cite: string }[]>().notNull(),
    /** mail, webhook, system, by_hand. */
    how: text("how").notNull(),
    /** The system whose own receipt is the answer. */
    viaSystem: text("via_system"),
    ...lease,
    /** owed, sent, acked; done, not_held, impossible, disproportionate; unreachable. */
    standing: text("standing").notNull().default("owed"),
    /** JSON: what they need to find the person, where they are reached, the secret of their link. Under the request's key. */
    sealed: bytes("sealed"),
    /** Why it is impossible, or what was answered. Under the request's key. */
    sealedReason: bytes("sealed_reason"),
    tokenHash: bytes("token_hash"),
    expiresAt: instant("expires_at"),
    openedAt: instant("opened_at"),
    /** The newest mail about it. */
    noticeId: uuid("notice_id").references(() => notice.id),
    sentAt: instant("sent_at"),
    answeredAt: instant("answered_at"),
    /** recipient, system, worker or `staff/<id>`. */
    answeredBy: text("answered_by"),
    reminded: integer("reminded").notNull().default(0),
    dueDay: date("due_day", { mode: "string" }).notNull(),
    /** When the newest call that came to its address was signed: an older one, or the same again, is not heard. */
    calledBackAt: instant("called_back_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("recipient_told_once").on(t.requestId, t.action, t.wave, t.systemId, t.recipient),
    unique("recipient_token").on(t.tokenHash),
    index("recipient_notice_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("recipient_notice_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    index("recipient_open").on(t.dueDay, t.id).where(sql`standing in ('owed','sent','unreachable')`),
    index("recipient_mail").on(t.noticeId).where(sql`notice_id is not null`),
    check("known_recipient_work", sql`state in ('ready','running','settled')`),
    check("known_told_action", sql`action in ('erase','correct','restrict','lift','opt_out','limit')`),
    check("known_told_how", sql`how in ('mail','webhook','system','by_hand')`),
    check(
      "known_standing",
      sql`standing in ('owed','sent','acked','done','not_held','impossible','disproportionate','unreachable')`,
    ),
    check(
      "answered_has_time",
      sql`(standing in ('done','not_held','impossible','disproportionate')) = (answered_at is not null)
          and (answered_at is null) = (answered_by is null)`,
    ),
    // Nobody is spared without a reason, and only people find that telling takes too much.
    check(
      "spared_has_reason",
      sql`standing not in ('impossible','disproportionate') or sealed_reason is not null`,
    ),
    check("people_spare", sql`standing <> 'disproportionate' or answered_by like 'staff/%'`),
    check("sent_has_time", sql`standing not in ('sent','acked') or sent_at is not null`),
  ],
);

/** That an action was done in a system, for recipients that are a system of the map themselves. */
export const recipientSystemDone = pgTable(
  "recipient_system_done",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    action: text("action").notNull(),
    wave: integer("wave").notNull(),
    systemId: text("system_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.action, t.wave, t.systemId] })],
);
