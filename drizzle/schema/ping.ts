import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, lease } from "./columns.ts";

/** What a chat room of staff is told by a signed message: a kind and a reference, no personal data. */
export const staffPing = pgTable(
  "staff_ping",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ...lease,
    kind: text("kind").notNull(),
    /** Of the request; null where it is about the house. */
    reference: text("reference"),
    createdAt: instant("created_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
    troubleCode: text("trouble_code"),
    trouble: text("trouble"),
  },
  (t) => [
    // Several people are told of one thing: the room is told once.
    unique("staff_ping_once").on(t.kind, t.reference, t.createdAt),
    index("staff_ping_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("staff_ping_leased").on(t.leaseUntil).where(sql`state = 'running'`),
  ],
);
