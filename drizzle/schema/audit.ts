import { bigint, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/** The head of each chain: one per request, one for what belongs to none. Locked by every append. */
export const auditChain = pgTable("audit_chain", {
  chain: text("chain").primaryKey(),
  length: bigint("length", { mode: "number" }).notNull(),
  head: bytes("head").notNull(),
});

/** What happened, in order, never changed. Commitments and counts only, no personal data. */
export const auditEvent = pgTable(
  "audit_event",
  {
    chain: text("chain").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.chain, t.position] }), index("audit_event_at").on(t.at)],
);
