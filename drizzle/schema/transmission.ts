import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, lease } from "./columns.ts";
import { request } from "./request.ts";

/**
 * A person's wish that their data goes straight to another company (Art. 20(2) GDPR), what staff said to it and how the
 * sending went. To whom and where is sealed.
 */
export const transmission = pgTable(
  "transmission",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    ...lease,
    /** asked, agreed, sent; refused, failed, withdrawn. */
    stage: text("stage").notNull().default("asked"),
    /** JSON: the other company's name and its upload address. Under the request's key. */
    sealed: bytes("sealed").notNull(),
    askedAt: instant("asked_at").notNull().defaultNow(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    /** Why staff refused it. Under the request's key. */
    sealedReason: bytes("sealed_reason"),
    /** The bundle that was sent, with what went over the wire. */
    bundle: integer("bundle"),
    bytes: bigint("bytes", { mode: "number" }),
    sha256: text("sha256"),
    sentAt: instant("sent_at"),
    endedAt: instant("ended_at"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
  },
  (t) => [
    index("transmission_of").on(t.requestId),
    index("transmission_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("transmission_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    uniqueIndex("one_open_transmission").on(t.requestId).where(sql`stage in ('asked','agreed')`),
    check("known_transmission_work", sql`state in ('ready','running','parked','settled')`),
    check("known_transmission_stage", sql`stage in ('asked','agreed','sent','refused','failed','withdrawn')`),
    // Nothing leaves for another company before a member of staff has looked at where it goes.
    check(
      "sent_was_agreed",
      sql`(stage not in ('agreed','sent') and state not in ('ready','running'))
          or (decided_by like 'staff/%' and decided_at is not null)`,
    ),
    check(
      "transmission_sent_has_proof",
      sql`(stage = 'sent') = (sent_at is not null and sha256 is not null)`,
    ),
    check(
      "transmission_ended_has_time",
      sql`(stage in ('sent','refused','failed','withdrawn')) = (ended_at is not null)`,
    ),
  ],
);
