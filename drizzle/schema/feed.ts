import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { bytes, instant } from "./columns.ts";

/** A secret by which a program of the person's own reads their feed. Only its hash is stored; it dies with the account. */
export const feedToken = pgTable(
  "feed_token",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id, { onDelete: "cascade" }),
    tokenHash: bytes("token_hash").notNull().unique(),
    /** What the person calls the program, sealed under the house's key. */
    sealedName: bytes("sealed_name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    endedAt: instant("ended_at"),
    /** Why it ended before its time: by the person, or because they were erased. */
    endedWhy: text("ended_why"),
    /** The hour that is counted, and how often it was used in it. */
    hourAt: instant("hour_at").notNull().defaultNow(),
    hourUses: integer("hour_uses").notNull().default(0),
  },
  (t) => [
    index("feed_token_of").on(t.accountId),
    index("feed_token_over").on(t.expiresAt),
    check("ended_token_has_why", sql`(ended_at is null) = (ended_why is null)`),
    check("known_token_end", sql`ended_why in ('person','erased')`),
    check("token_ends_in_a_year", sql`expires_at <= created_at + interval '366 days'`),
  ],
);
